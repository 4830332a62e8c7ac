package io.charttagger.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a release pull request's body that is ours, and how it is found again: whatever
 * stands before and after it belongs to people and survives. What is read back is untrusted, for
 * anybody may have edited it.
 */
final class ReleaseRegion {
  static final String BEGIN = "<!-- chart-tagger:begin -->";
  static final String END = "<!-- chart-tagger:end -->";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final String before;
  private final String region;
  private final String after;
  private final List<String> problems = new ArrayList<>();

  private ReleaseRegion(String before, String region, String after) {
    this.before = before;
    this.region = region;
    this.after = after;
  }

  /**
   * Cuts a body in three: people's text, ours, people's text. A body without our marks is people's
   * altogether.
   */
  static ReleaseRegion in(String body) {
    String text = body.replace("\r\n", "\n");
    int end = text.lastIndexOf(END);
    int begin = end < 0 ? -1 : text.lastIndexOf(BEGIN, end);
    return begin < 0
        ? new ReleaseRegion(text.isBlank() ? "" : text.stripTrailing() + "\n\n", "", "")
        : new ReleaseRegion(
            text.substring(0, begin),
            text.substring(begin + BEGIN.length(), end),
            text.substring(end + END.length()));
  }

  /** The body with our part replaced. */
  String with(String content) {
    return before + BEGIN + "\n" + content.strip() + "\n" + END + after;
  }

  /** The lines that earlier runs listed. */
  List<ReleaseEntry> entries() {
    List<ReleaseEntry> entries = new ArrayList<>();
    JsonNode lineage = comment("ATTESTATION_MAP");
    for (JsonNode node : comment("CHART_RELEASES")) {
      try {
        entries.add(entry(node, lineage));
      } catch (IllegalArgumentException e) {
        problems.add("a line of CHART_RELEASES was passed over: " + e.getMessage());
      }
    }
    return entries;
  }

  /** What could not be read back; complete once {@link #entries} was called. */
  List<String> problems() {
    return problems;
  }

  static String comments(List<ReleaseEntry> entries, boolean withLineage) {
    String releases = "<!-- CHART_RELEASES " + json(releases(entries)) + " -->";
    return withLineage
        ? releases + "\n<!-- ATTESTATION_MAP " + json(lineage(entries)) + " -->"
        : releases;
  }

  static String changelogMark(ReleaseEntry entry) {
    return "<!-- chart-tagger:changelog " + entry.tag() + " -->";
  }

  private ReleaseEntry entry(JsonNode node, JsonNode lineage) {
    ChartName chart = ChartName.parse(node.path("chart").asText());
    ChartVersion version = ChartVersion.parse(node.path("version").asText());
    int source = node.path("sourcePullRequest").asInt(0);
    ReleaseEntry entry =
        new ReleaseEntry(
            chart,
            version,
            CommitSha.parse(node.path("commit").asText()),
            source > 0 ? Optional.of(source) : Optional.empty(),
            List.of(),
            "");
    return new ReleaseEntry(
        chart,
        version,
        entry.commit(),
        entry.sourcePullRequest(),
        attestations(entry, lineage),
        changelog(entry));
  }

  private static List<Attestation> attestations(ReleaseEntry entry, JsonNode lineage) {
    String prefix = entry.tag() + "/";
    List<Attestation> found = new ArrayList<>();
    lineage
        .properties()
        .forEach(
            property -> {
              if (property.getKey().startsWith(prefix)) {
                found.add(
                    new Attestation(
                        property.getKey().substring(prefix.length()),
                        property.getValue().asText()));
              }
            });
    return found;
  }

  /** The changelog as it was written: the quoted lines behind its mark. */
  private String changelog(ReleaseEntry entry) {
    String mark = "\n" + changelogMark(entry) + "\n";
    int start = region.indexOf(mark);
    if (start < 0) {
      return "";
    }
    return String.join(
        "\n",
        region
            .substring(start + mark.length())
            .lines()
            .takeWhile(line -> !line.equals("</details>"))
            .filter(line -> line.startsWith(">"))
            .toList());
  }

  private JsonNode comment(String name) {
    Matcher comment = Pattern.compile("<!-- " + name + " ([^\\n]*) -->\\n").matcher(region + "\n");
    if (!comment.find()) {
      return JSON.createArrayNode();
    }
    try {
      return JSON.readTree(comment.group(1));
    } catch (JsonProcessingException e) {
      problems.add(name + " in the pull request's body is no JSON any more; it was begun anew");
      return JSON.createArrayNode();
    }
  }

  private static ArrayNode releases(List<ReleaseEntry> entries) {
    ArrayNode releases = JSON.createArrayNode();
    for (ReleaseEntry entry : entries) {
      ObjectNode release = releases.addObject();
      release.put("chart", entry.chart().value());
      release.put("version", entry.version().value());
      release.put("tag", entry.tag().value());
      release.put("commit", entry.commit().value());
      entry.sourcePullRequest().ifPresent(number -> release.put("sourcePullRequest", number));
    }
    return releases;
  }

  private static ObjectNode lineage(List<ReleaseEntry> entries) {
    ObjectNode lineage = JSON.createObjectNode();
    for (ReleaseEntry entry : entries) {
      entry
          .lineage()
          .forEach(
              attestation ->
                  lineage.put(entry.tag() + "/" + attestation.check(), attestation.id()));
    }
    return lineage;
  }

  /** JSON that cannot end the comment it stands in. */
  private static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node).replace("<", "\\u003c").replace(">", "\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always JSON", e);
    }
  }
}
