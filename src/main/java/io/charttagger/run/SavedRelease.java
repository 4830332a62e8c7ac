package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.port.Lease;
import java.io.InputStream;
import java.util.Optional;

/**
 * The release pull request on its way through the lock table, as its last writer left it. GitHub
 * has no conditional write, so a write that arrives late overwrites newer lines; the table accepts
 * no late write and still has them.
 *
 * @param number the pull request's number
 * @param body its body
 */
record SavedRelease(int number, String body) {
  private static final int FORM = 1;

  Lease.Work write() {
    return SavedJson.write(
        SavedJson.object().put("form", FORM).put("number", number).put("body", body));
  }

  /** Empty when another version of the function saved it, or it is damaged. */
  static Optional<SavedRelease> read(InputStream kept) {
    return SavedJson.read(kept, SavedRelease::read);
  }

  private static Optional<SavedRelease> read(JsonNode node) {
    if (SavedJson.number(node, "form") != FORM || SavedJson.number(node, "number") < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new SavedRelease(SavedJson.number(node, "number"), SavedJson.text(node, "body")));
  }
}
