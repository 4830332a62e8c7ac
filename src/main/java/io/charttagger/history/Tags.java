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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tags of a repository, and what they point at. */
public final class Tags {
  // Tags of tags of tags: git allows any depth, people make none.
  private static final int DEEPEST = 10;
  private static final List<String> OTHER_FORMS = List.of("%s-%s", "%s-v%s", "%s/%s");

  private final ReadableRepository repository;
  private final TagFormat format;
  private final MustExist mustExist;
  private final Memoizer<ChartName, Map<ChartVersion, TagRef>> ofChart = new Memoizer<>(this::list);
  private final Memoizer<TagRef, ExistingTag> peeled = new Memoizer<>(this::peel);

  /** For those who know the names of the tags, and only {@link #read} them. */
  public static Tags byName(ReadableRepository repository, Budget budget) {
    return new Tags(repository, TagFormat.DEFAULT, budget);
  }

  /** Reads nothing yet. */
  Tags(ReadableRepository repository, TagFormat format, Budget budget) {
    this.repository = repository;
    this.format = format;
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

  /** How the tag of that version is named. */
  TagName name(ChartName chart, ChartVersion version) {
    return format.of(chart, version);
  }

  /** The version in a tag's name, if it is a tag of that chart. */
  Optional<ChartVersion> versionOf(TagName tag, ChartName chart) {
    return format.versionOf(tag.value(), chart);
  }

  /**
   * The tag that other tools give to that version, if it exists.
   *
   * @param only whether the repository has no other chart
   */
  Optional<String> otherForm(ChartYaml.Chart chart, boolean only) {
    List<String> forms =
        Stream.concat(
                OTHER_FORMS.stream().map(it -> it.formatted(chart.name(), chart.version())),
                Stream.of("v" + chart.version()).filter(_ -> only))
            .filter(name -> !name.equals(chart.tag().value()))
            .toList();
    return VirtualThreads.map(forms, this::existing).stream().flatMap(Optional::stream).findFirst();
  }

  private Optional<String> existing(String name) {
    return repository.tags(name).stream().map(TagRef::name).filter(name::equals).findFirst();
  }

  /** The versions of a chart that are tagged. */
  Set<ChartVersion> versions(ChartName chart) {
    return ofChart.get(chart).keySet();
  }

  /** One request for all tags of a chart. */
  private Map<ChartVersion, TagRef> list(ChartName chart) {
    Map<ChartVersion, TagRef> tags = new HashMap<>();
    for (TagRef ref : repository.tags(format.beginning(chart))) {
      // A person's tag may share the prefix and be no name that we would give.
      if (TagName.isLegal(ref.name())) {
        format.versionOf(ref.name(), chart).ifPresent(version -> tags.put(version, ref));
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
