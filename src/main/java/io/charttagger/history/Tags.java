package io.charttagger.history;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.port.Budget;
import io.charttagger.port.GitObject;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags of a repository, and what they point at. */
public final class Tags {
  // Tags of tags of tags: git allows any depth, people make none.
  private static final int DEEPEST = 10;

  private final ReadableRepository repository;
  private final MustExist mustExist;
  private final Memoizer<ChartName, Map<ChartVersion, TagRef>> ofChart = new Memoizer<>(this::list);
  private final Memoizer<TagRef, ExistingTag> peeled = new Memoizer<>(this::peel);

  /** Reads nothing yet. */
  public Tags(ReadableRepository repository, Budget budget) {
    this.repository = repository;
    this.mustExist = new MustExist(budget);
  }

  /** The tag of that version as it was when this run first listed the chart's tags. */
  Optional<ExistingTag> existing(ChartName chart, ChartVersion version) {
    return Optional.ofNullable(ofChart.get(chart).get(version)).map(peeled::get);
  }

  /** The tag of that name as it is now. */
  public Optional<ExistingTag> read(TagName tag) {
    return repository.tags(tag.value()).stream()
        .filter(ref -> ref.name().equals(tag.value()))
        .findFirst()
        .map(this::peel);
  }

  /** The tag that other tools give to that version, if it exists. */
  Optional<String> otherForm(ChartName chart, ChartVersion version) {
    String name = chart + "-" + version;
    return repository.tags(name).stream().map(TagRef::name).filter(name::equals).findFirst();
  }

  /** The versions of a chart that are tagged. */
  Set<ChartVersion> versions(ChartName chart) {
    return ofChart.get(chart).keySet();
  }

  /** One request for all tags of a chart. */
  private Map<ChartVersion, TagRef> list(ChartName chart) {
    Map<ChartVersion, TagRef> tags = new HashMap<>();
    for (TagRef ref : repository.tags(chart + "-v")) {
      // A person's tag may share the prefix and be no name that we would give.
      if (TagName.isLegal(ref.name())) {
        new TagName(ref.name()).versionOf(chart).ifPresent(version -> tags.put(version, ref));
      }
    }
    return Map.copyOf(tags);
  }

  private ExistingTag peel(TagRef ref) {
    GitObject target = ref.target();
    Optional<String> annotation = Optional.empty();
    for (int depth = 0; depth < DEEPEST && target.kind() == GitObject.Kind.TAG; depth++) {
      String sha = target.sha();
      TagContent tag =
          mustExist.read(
              "the object " + sha + " of tag " + ref.name(), () -> repository.tagObject(sha));
      annotation = annotation.or(() -> Optional.of(tag.message()));
      target = tag.target();
    }
    return new ExistingTag(
        ref.target().sha(),
        target.kind() == GitObject.Kind.COMMIT
            ? Optional.of(CommitSha.parse(target.sha()))
            : Optional.empty(),
        annotation);
  }
}
