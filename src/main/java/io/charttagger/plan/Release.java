package io.charttagger.plan;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.TagObject;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The release of one version of one chart.
 *
 * @param tag its tag
 * @param lineage its attestations, in order; may be empty
 * @param changelog its changelog, Markdown; may be empty
 * @param upgrade what else its users get
 */
public record Release(TagObject tag, List<Attestation> lineage, String changelog, Upgrade upgrade) {

  /** Copies the lineage. */
  public Release {
    lineage = List.copyOf(lineage);
  }

  /** The same with its tag signed. */
  Release signedBy(UnaryOperator<TagObject> signer) {
    return new Release(signer.apply(tag), lineage, changelog, upgrade);
  }
}
