package io.charttagger.chart;

/**
 * One line of a lineage: a check, and the attestation it left. Both are printable, on one line and
 * capped in length.
 *
 * @param check the check's name
 * @param id the attestation's identifier, as written in the pull request
 */
public record Attestation(String check, String id) {

  @Override
  public String toString() {
    return check + ": " + id;
  }
}
