package io.charttagger.port;

import io.charttagger.chart.TagObject;
import io.charttagger.signature.AllowedSigners;
import io.charttagger.signature.SigningKey;
import java.util.Optional;

/** Whether tags are signed. */
public sealed interface TagSigning {

  /** They are not: there is no key. */
  record Off() implements TagSigning {}

  /**
   * They are.
   *
   * @param key signs new tags
   * @param signers whose signatures on existing tags count; the key's own among them
   */
  record On(SigningKey key, AllowedSigners signers) implements TagSigning {}

  /**
   * They should be, but cannot.
   *
   * @param problem what is wrong with the key, and the remedy; shows nothing of it
   */
  record Unusable(String problem) implements TagSigning {}

  /**
   * The keys; empty when tags are not signed.
   *
   * @throws PermanentFailure when they cannot be used: no tag is made without the signature that is
   *     wanted
   */
  default Optional<On> keys() {
    return switch (this) {
      case Off() -> Optional.empty();
      case On on -> Optional.of(on);
      case Unusable(String problem) -> throw new PermanentFailure(502, problem);
    };
  }

  /**
   * The tag as it is to be created: signed, when tags are.
   *
   * @throws PermanentFailure likewise
   */
  default TagObject signed(TagObject tag) {
    return keys().map(on -> on.key().sign(tag)).orElse(tag);
  }
}
