package io.charttagger.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CleanText;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import io.charttagger.plan.Upgrade;
import io.charttagger.release.ReleaseEntry.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The two machine-readable comments in a release pull request's body: {@code CHART_RELEASES}, which
 * the next run adds to, and {@code ATTESTATION_MAP}, for downstream workflows.
 */
final class ReleaseComments {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  // Longer ones are none of git's.
  private static final int LONGEST_PATH = 4096;
  private static final String CLOSING = "-->";
  private static final String RELEASES = "CHART_RELEASES";
  private static final String LINEAGE = "ATTESTATION_MAP";

  private final String region;
  private final List<String> problems = new ArrayList<>();

  ReleaseComments(String region) {
    this.region = region;
  }

  /**
   * The comments.
   *
   * @param withPlaces whether the list tells where the charts are and what they were
   */
  static String of(List<ReleaseEntry> entries, boolean withPlaces, boolean withLineage) {
    String releases = opening(RELEASES) + json(releases(entries, withPlaces)) + " " + CLOSING;
    return withLineage
        ? releases + "\n" + opening(LINEAGE) + json(lineage(entries)) + " " + CLOSING
        : releases;
  }

  boolean listsReleases() {
    return region.contains("\n" + opening(RELEASES));
  }

  boolean listsLineage() {
    return region.contains("\n" + opening(LINEAGE));
  }

  /**
   * The listed entries.
   *
   * @param changelogs finds the changelog of a listed tag
   */
  List<ReleaseEntry> entries(Function<TagName, Optional<String>> changelogs) {
    List<ReleaseEntry> entries = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    JsonNode lineage = comment(LINEAGE, JsonNode::isObject);
    for (JsonNode node : comment(RELEASES, JsonNode::isArray)) {
      try {
        entries.add(entry(node, lineage, changelogs));
      } catch (IllegalArgumentException e) {
        invalid.add(String.valueOf(e.getMessage()));
      }
    }
    if (!invalid.isEmpty()) {
      problems.add(
          "%d entries of CHART_RELEASES were ignored, the first because %s"
              .formatted(invalid.size(), invalid.getFirst()));
    }
    return entries;
  }

  List<String> problems() {
    return problems;
  }

  private static ReleaseEntry entry(
      JsonNode node, JsonNode lineage, Function<TagName, Optional<String>> changelogs) {
    ChartName chart = ChartName.parse(text(node, "chart"));
    ChartVersion version = ChartVersion.parse(text(node, "version"));
    TagName tag = tag(node).orElseGet(() -> TagFormat.DEFAULT.tag(chart, version));
    return new ReleaseEntry(
        chart,
        version,
        tag,
        CommitSha.parse(text(node, "commit")),
        Optional.of(node.path("sourcePullRequest").asInt()).filter(number -> number > 0),
        place(node),
        attestations(tag, lineage),
        changelogs.apply(tag));
  }

  /** For people only, so what somebody has spoilt is left out. */
  private static Place place(JsonNode node) {
    return new Place(
        shown(node, "directory"),
        shown(node, "previousVersion").filter(ChartVersion::isStrict).map(ChartVersion::parse),
        new Upgrade(
            shown(node, "previousTag").filter(TagFormat::isPlain).map(TagName::new),
            shown(node, "appVersion"),
            shown(node, "previousAppVersion")));
  }

  private static Optional<String> shown(JsonNode node, String field) {
    return Optional.of(CleanText.singleLine(text(node, field)))
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_PATH);
  }

  /** Entries of the first bodies have none. */
  private static Optional<TagName> tag(JsonNode node) {
    return Optional.of(text(node, "tag")).filter(tag -> !tag.isEmpty()).map(ReleaseComments::tag);
  }

  private static TagName tag(String text) {
    // It is shown in Markdown, and somebody may have edited the body.
    if (!TagFormat.isPlain(text)) {
      throw new IllegalArgumentException(
          "tag " + Quoted.of(text) + " has characters that no tag of a chart has");
    }
    return new TagName(text);
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  private static List<Attestation> attestations(TagName tag, JsonNode lineage) {
    String prefix = tag + "/";
    return lineage.properties().stream()
        .filter(property -> property.getKey().startsWith(prefix))
        .map(
            property ->
                new Attestation(
                    CleanText.singleLine(property.getKey().substring(prefix.length())),
                    id(property.getValue())))
        .filter(attestation -> !attestation.check().isEmpty() && !attestation.id().isEmpty())
        .toList();
  }

  private static String id(JsonNode value) {
    return value.isTextual() || value.isNumber() ? CleanText.singleLine(value.asText()) : "";
  }

  private JsonNode comment(String name, Predicate<JsonNode> shape) {
    String opening = "\n" + opening(name);
    int start = region.indexOf(opening);
    if (start < 0) {
      return JSON.createArrayNode();
    }
    int begin = start + opening.length();
    int end = region.indexOf(CLOSING, begin);
    Optional<JsonNode> found = end < 0 ? Optional.empty() : read(region.substring(begin, end));
    if (found.filter(shape).isPresent()) {
      return found.get();
    }
    problems.add(name + " in the pull request's body could not be read, so it was started again");
    return JSON.createArrayNode();
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String opening(String name) {
    return "<!-- " + name + " ";
  }

  private static ArrayNode releases(List<ReleaseEntry> entries, boolean withPlaces) {
    ArrayNode releases = JSON.createArrayNode();
    for (ReleaseEntry entry : entries) {
      ObjectNode release = releases.addObject();
      release.put("chart", entry.chart().value());
      release.put("version", entry.version().value());
      release.put("tag", entry.tag().value());
      release.put("commit", entry.commit().value());
      entry.sourcePullRequest().ifPresent(number -> release.put("sourcePullRequest", number));
      if (withPlaces) {
        write(entry.place(), release);
      }
    }
    return releases;
  }

  private static void write(Place place, ObjectNode release) {
    place.directory().ifPresent(directory -> release.put("directory", directory));
    place.previousVersion().ifPresent(version -> release.put("previousVersion", version.value()));
    Upgrade upgrade = place.upgrade();
    upgrade.from().ifPresent(tag -> release.put("previousTag", tag.value()));
    upgrade.appVersion().ifPresent(version -> release.put("appVersion", version));
    upgrade.formerAppVersion().ifPresent(version -> release.put("previousAppVersion", version));
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

  /** JSON that cannot end the comment that contains it. */
  private static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node).replace("<", "\\u003c").replace(">", "\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
