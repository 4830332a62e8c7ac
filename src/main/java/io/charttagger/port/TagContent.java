package io.charttagger.port;

import io.charttagger.chart.TagSignature;
import java.util.Optional;

/**
 * The content of an annotated tag's object.
 *
 * @param annotation its message, without its signature
 * @param signature its signature, if it has one
 * @param target what it points at
 */
public record TagContent(String annotation, Optional<TagSignature> signature, GitObject target) {

  /** How long its texts are together, in characters. */
  public int length() {
    return annotation.length() + signature.map(it -> it.text().length()).orElse(0);
  }
}
