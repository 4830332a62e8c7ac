package io.charttagger.plan;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.TagObject;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The release of one version of one chart.
 *
 * @param tag its tag
 * @param lineage its attestations, in order; may be empty
 * @param passage its changelog, as a part of the tag's annotation
 * @param upgrade what else its users get
 */
public record Release(TagObject tag, List<Attestation> lineage, Passage passage, Upgrade upgrade) {

  /**
   * Copies the lineage.
   *
   * @throws IndexOutOfBoundsException when the annotation has no such part
   */
  public Release {
    Objects.checkFromToIndex(passage.start(), passage.end(), tag.annotation().length());
    lineage = List.copyOf(lineage);
  }

  /**
   * Takes the changelog as a text.
   *
   * @param changelog Markdown; may be empty
   */
  public Release(TagObject tag, List<Attestation> lineage, String changelog, Upgrade upgrade) {
    this(tag, lineage, Passage.of(changelog, tag.annotation()), upgrade);
  }

  /** Its changelog, Markdown; may be empty. */
  public String changelog() {
    return passage.in(tag.annotation());
  }

  /** The same with its tag signed. */
  Release signedBy(UnaryOperator<TagObject> signer) {
    return new Release(signer.apply(tag), lineage, passage, upgrade);
  }
}
