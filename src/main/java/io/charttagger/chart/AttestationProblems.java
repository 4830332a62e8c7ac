package io.charttagger.chart;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, the first of them in full: a hostile body must not fill the report. */
final class AttestationProblems {
  private static final int MOST = 20;

  private final List<String> first = new ArrayList<>();
  private int further;

  void add(String problem) {
    if (first.size() < MOST) {
      first.add(problem);
    } else {
      further++;
    }
  }

  List<String> list() {
    List<String> all = new ArrayList<>(first);
    if (further > 0) {
      all.add(further + " further problems of the ATTESTATION_MAP are not listed");
    }
    return all;
  }
}
