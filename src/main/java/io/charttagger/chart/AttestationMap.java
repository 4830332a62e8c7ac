package io.charttagger.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attestations that a pull request's body lists in HTML comments: {@code <!-- ATTESTATION_MAP
 * {json} -->}. Several blocks are merged: a later value replaces an earlier one of the same check
 * and keeps its position.
 *
 * @param entries in the order in which their checks first appear
 * @param problems one line each, for the report
 */
public record AttestationMap(List<Entry> entries, List<String> problems) {
  private static final int MAX_PER_CHART = 100;

  // Every quantifier is bounded or possessive: the search is linear, whatever the body contains.
  private static final Pattern OPENING =
      Pattern.compile("<!--\\s*+[A-Za-z0-9_.-]{0,100}ATTESTATION_MAP(?![A-Za-z0-9_])[\\s:=]*+");
  private static final String CLOSING = "-->";

  /**
   * One attestation and the chart it applies to.
   *
   * @param chart the chart it applies to; empty for all charts of the pull request
   */
  public record Entry(Optional<String> chart, Attestation attestation) {}

  /** Copies the lists. */
  public AttestationMap {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads the body of a pull request. Never fails. */
  public static AttestationMap parse(String pullRequestBody) {
    AttestationProblems problems = new AttestationProblems();
    Map<Key, Entry> merged = new LinkedHashMap<>();
    Matcher opening = OPENING.matcher(pullRequestBody);
    int position = 0;
    while (opening.find(position)) {
      int end = pullRequestBody.indexOf(CLOSING, opening.end());
      if (end < 0) {
        problems.add("an ATTESTATION_MAP comment is not closed; end it with -->");
        break;
      }
      String block = pullRequestBody.substring(opening.end(), end);
      for (Entry entry : AttestationBlock.entries(block, problems)) {
        merged.put(new Key(entry.chart(), entry.attestation().check()), entry);
      }
      position = end + CLOSING.length();
    }
    List<Entry> entries = List.copyOf(merged.values());
    reportSurplus(entries, problems);
    return new AttestationMap(entries, problems.list());
  }

  /**
   * The attestations of one chart, in the order written: those listed for it and those listed for
   * all charts, at most 100. For a check listed in both ways, the chart's own entry applies.
   */
  public List<Attestation> lineageOf(ChartName chart) {
    Map<String, Attestation> lineage = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String check = entry.attestation().check();
      if (entry.chart().isEmpty()) {
        lineage.putIfAbsent(check, entry.attestation());
      } else if (entry.chart().get().equals(chart.value())) {
        lineage.put(check, entry.attestation());
      }
    }
    return lineage.values().stream().limit(MAX_PER_CHART).toList();
  }

  private static void reportSurplus(List<Entry> entries, AttestationProblems problems) {
    Map<Optional<String>, Integer> sizes = new LinkedHashMap<>();
    entries.forEach(entry -> sizes.merge(entry.chart(), 1, Integer::sum));
    int forAll = sizes.getOrDefault(Optional.empty(), 0);
    sizes.forEach(
        (chart, size) -> {
          int listed = chart.isPresent() ? size + forAll : size;
          if (listed > MAX_PER_CHART) {
            problems.add(
                listed
                    + " attestations are listed for "
                    + chart.map(name -> "chart " + Quoted.of(name)).orElse("every chart")
                    + "; only the first "
                    + MAX_PER_CHART
                    + " are used");
          }
        });
  }

  private record Key(Optional<String> chart, String check) {}
}
