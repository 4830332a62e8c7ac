package io.charttagger.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems. Only the first ones are listed, so that a hostile body cannot fill the report.
 */
final class AttestationProblems {
  private static final int MAX_LISTED = 20;

  private final List<String> first = new ArrayList<>();
  private int unlisted;

  void add(String problem) {
    if (first.size() < MAX_LISTED) {
      first.add(problem);
    } else {
      unlisted++;
    }
  }

  List<String> list() {
    List<String> all = new ArrayList<>(first);
    if (unlisted > 0) {
      all.add(unlisted + " more ATTESTATION_MAP problems are not listed");
    }
    return all;
  }
}
