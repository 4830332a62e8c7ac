package io.charttagger.history;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagFormat;
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
  private final Memoizer<Listed, Map<ChartVersion, TagRef>> ofChart = new Memoizer<>(this::list);
  private final Memoizer<TagRef, ExistingTag> peeled = new Memoizer<>(this::peel);

  /** Reads nothing yet. */
  public Tags(ReadableRepository repository, Budget budget) {
    this.repository = repository;
    this.mustExist = new MustExist(budget);
  }

  private record Listed(TagFormat format, ChartName chart) {}

  /** The tags of a format. */
  ChartTags in(TagFormat format) {
    return new ChartTags(this, format);
  }

  /** The tag of that version as it was when this run first listed the chart's tags. */
  Optional<ExistingTag> existing(TagFormat format, ChartName chart, ChartVersion version) {
    return Optional.ofNullable(ofChart.get(new Listed(format, chart)).get(version))
        .map(peeled::get);
  }

  /** The tag of that name as it is now. */
  public Optional<ExistingTag> read(TagName tag) {
    return repository.tags(tag.value()).stream()
        .filter(ref -> ref.name().equals(tag.value()))
        .findFirst()
        .map(this::peel);
  }

  /**
   * The first tag that other tools give to that version, if there is one.
   *
   * @param isOnly whether the repository is this one chart
   */
  Optional<String> otherForm(TagFormat format, ChartYaml.Chart chart, boolean isOnly) {
    return format.others(chart.name(), chart.version(), isOnly).stream()
        .map(TagName::value)
        .filter(name -> repository.tags(name).stream().map(TagRef::name).anyMatch(name::equals))
        .findFirst();
  }

  /** The versions of a chart that are tagged. */
  Set<ChartVersion> versions(TagFormat format, ChartName chart) {
    return ofChart.get(new Listed(format, chart)).keySet();
  }

  /** One request for all tags of a chart. */
  private Map<ChartVersion, TagRef> list(Listed listed) {
    Map<ChartVersion, TagRef> tags = new HashMap<>();
    for (TagRef ref : repository.tags(listed.format().prefix(listed.chart()))) {
      // A person's tag may share the prefix and be no name that we would give.
      if (TagName.isLegal(ref.name())) {
        listed
            .format()
            .versionOf(new TagName(ref.name()), listed.chart())
            .ifPresent(version -> tags.put(version, ref));
      }
    }
    return Map.copyOf(tags);
  }

  private ExistingTag peel(TagRef ref) {
    GitObject target = ref.target();
    Optional<TagContent> outermost = Optional.empty();
    for (int depth = 0; depth < DEEPEST && target.kind() == GitObject.Kind.TAG; depth++) {
      String sha = target.sha();
      TagContent tag =
          mustExist.read(
              "the object " + sha + " of tag " + ref.name(), () -> repository.tagObject(sha));
      outermost = outermost.or(() -> Optional.of(tag));
      target = tag.target();
    }
    return new ExistingTag(
        ref.target().sha(),
        target.kind() == GitObject.Kind.COMMIT
            ? Optional.of(CommitSha.parse(target.sha()))
            : Optional.empty(),
        outermost.map(TagContent::annotation),
        outermost.flatMap(TagContent::signature));
  }
}
