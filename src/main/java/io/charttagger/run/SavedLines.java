package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.util.List;
import java.util.Optional;

/** The pull requests and branches of {@link WorkDone}, on their way through the lock table. */
final class SavedLines {
  private SavedLines() {}

  static void write(WorkDone done, ObjectNode node) {
    ArrayNode releases = node.putArray("releases");
    for (ReleaseLine line : done.releases()) {
      releases
          .addObject()
          .put("number", line.number().orElseThrow())
          .put("url", line.url().orElseThrow())
          .put("opened", line.result() == ReleaseResult.CREATED)
          .put("message", line.message());
    }
    ArrayNode branches = node.putArray("deletedBranches");
    done.branches().forEach(line -> branches.addArray().add(line.name()).add(line.message()));
  }

  static List<ReleaseLine> releases(JsonNode node) {
    return SavedJson.list(node, "releases", SavedLines::release);
  }

  static List<BranchLine> branches(JsonNode node) {
    return SavedJson.list(node, "deletedBranches", SavedLines::branch);
  }

  private static ReleaseLine release(JsonNode node) {
    return new ReleaseLine(
        Optional.of(SavedJson.number(node, "number")),
        Optional.of(SavedJson.text(node, "url")),
        SavedJson.flag(node, "opened") ? ReleaseResult.CREATED : ReleaseResult.UPDATED,
        SavedJson.text(node, "message"));
  }

  private static BranchLine branch(JsonNode node) {
    List<String> texts = SavedJson.texts(node, 2);
    return new BranchLine(texts.get(0), BranchResult.DELETED, texts.get(1));
  }
}
