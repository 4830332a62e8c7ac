package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tags as they stand.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs#list-matching-references">List matching
 *     references</a>
 */
final class TagReader {
  // Tags of tags of tags: git allows any depth, people make none.
  private static final int DEEPEST = 10;

  private final RestClient rest;
  private final Memoizer<TagName, Optional<Standing>> standing = new Memoizer<>(this::read);
  private final Memoizer<ChartName, List<JsonNode>> ofChart = new Memoizer<>(this::list);

  TagReader(RestClient rest) {
    this.rest = rest;
  }

  /**
   * A tag.
   *
   * @param object what the ref points at
   * @param commit what it peels to, when that is a commit
   * @param annotation the message of its outermost tag object
   */
  record Standing(String object, Optional<CommitSha> commit, Optional<String> annotation) {}

  /** The tag of that name as it stood when it was first asked for in this run. */
  Optional<Standing> standing(TagName tag) {
    return standing.get(tag);
  }

  /** The tag of that name as it stands now. */
  Optional<Standing> read(TagName tag) {
    return matching("tags/" + tag).stream()
        .filter(ref -> ref.path("ref").asText().equals(tag.ref()))
        .findFirst()
        .map(this::peel);
  }

  /** The versions of a chart that are tagged, highest first. */
  List<ChartVersion> versions(ChartName chart) {
    return ofChart.get(chart).stream()
        .map(ref -> new TagName(ref.path("ref").asText().substring("refs/tags/".length())))
        .flatMap(tag -> tag.versionOf(chart).stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<JsonNode> list(ChartName chart) {
    return matching("tags/" + chart + "-v");
  }

  private List<JsonNode> matching(String prefix) {
    List<JsonNode> refs = new ArrayList<>();
    rest.get(rest.inRepository("git", "matching-refs") + "/" + RestPath.file(prefix))
        .forEach(refs::add);
    return refs;
  }

  private Standing peel(JsonNode ref) {
    JsonNode target = ref.path("object");
    String object = target.path("sha").asText();
    Optional<String> annotation = Optional.empty();
    for (int depth = 0; depth < DEEPEST && target.path("type").asText().equals("tag"); depth++) {
      JsonNode tag = rest.get(rest.inRepository("git", "tags", target.path("sha").asText()));
      annotation = annotation.or(() -> Optional.of(tag.path("message").asText()));
      target = tag.path("object");
    }
    return new Standing(
        object,
        target.path("type").asText().equals("commit")
            ? Optional.of(CommitSha.parse(target.path("sha").asText()))
            : Optional.empty(),
        annotation);
  }
}
