package io.charttagger.chart;

/**
 * One attestation of a lineage: the check that ran, and the identifier of its attestation. Both are
 * printable, on one line and capped in length.
 *
 * @param check the check's name
 * @param id the attestation's identifier, as the pull request gives it
 */
public record Attestation(String check, String id) {

  @Override
  public String toString() {
    return check + ": " + id;
  }
}
