package io.charttagger.settings;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.SafeYaml;
import io.charttagger.chart.TagFormat;
import io.charttagger.plan.TaggingRules;
import io.charttagger.release.ReleaseMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a repository's settings, strictly: what is not understood is a problem, never a default. A
 * JSON schema for editors, {@code chart-tagger.schema.json}, says the same.
 */
public final class SettingsFile {
  /** Where the file is. */
  public static final String DIRECTORY = ".github";

  /** The file's name. */
  public static final String NAME = "chart-tagger.yaml";

  /** The file's path. */
  public static final String PATH = DIRECTORY + "/" + NAME;

  /** A file of this size has room for thousands of lines. */
  private static final int MOST_BYTES = 64 * 1024;

  /** What is said of a larger one. */
  public static final String TOO_LONG =
      "it has more than %d bytes; leave out what is not needed".formatted(MOST_BYTES);

  /** The keys that a file may have. */
  static final List<String> KEYS =
      List.of(
          "charts",
          "exclude",
          "tagFormat",
          "releaseBranch",
          "releasePullRequest",
          "labels",
          "githubReleases",
          "cleanUpBranches",
          "requireLineage",
          "requireChangelog",
          "prereleases",
          "lineageAuthors");

  private static final int MOST_LABELS = 10;
  private static final int LONGEST_LABEL = 50;
  private static final int MOST_ENTRIES = 1000;

  private final RepositorySettings defaults;
  private final String mainBranch;
  private final Map<String, Entry> entries;

  private SettingsFile(RepositorySettings defaults, String mainBranch, Map<String, Entry> entries) {
    this.defaults = defaults;
    this.mainBranch = mainBranch;
    this.entries = entries;
  }

  /** A key and what is written there. */
  private record Entry(String key, Node at, Node value) {}

  /**
   * Reads a file.
   *
   * @param defaults the deployment's settings: they hold for what the file does not set, and what
   *     they require cannot be switched off
   * @throws SettingsProblem for the first thing that is wrong
   */
  public static RepositorySettings parse(
      byte[] file, RepositorySettings defaults, String mainBranch) {
    if (file.length > MOST_BYTES) {
      throw new SettingsProblem(TOO_LONG);
    }
    return new SettingsFile(defaults, mainBranch, entries(text(file))).settings();
  }

  private static String text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new SettingsProblem("it is not UTF-8 text; save it as UTF-8");
    }
  }

  private static Map<String, Entry> entries(String text) {
    Optional<Node> root;
    try {
      root = SafeYaml.onlyDocument(text);
    } catch (YAMLException malformed) {
      throw new SettingsProblem(
          "it is not valid YAML (%s); correct it".formatted(SafeYaml.problemOf(malformed)));
    }
    if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
      return Map.of();
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw problem(
          root.get(), "it is no mapping; write keys and values, such as `charts: [charts]`");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode());
      if (entries.putIfAbsent(key, new Entry(key, tuple.getKeyNode(), tuple.getValueNode()))
          != null) {
        throw problem(
            tuple.getKeyNode(), "the key `%s` is there twice; keep one of them".formatted(key));
      }
    }
    return entries;
  }

  private static String key(Node node) {
    String key = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (!KEYS.contains(key)) {
      throw problem(
          node,
          "the key %s is unknown; the keys are %s"
              .formatted(Quoted.of(key), String.join(", ", KEYS)));
    }
    return key;
  }

  private RepositorySettings settings() {
    ChartDirectories charts = charts();
    return new RepositorySettings(charts, exclude(), rules(charts), releases(), cleanUpBranches());
  }

  private ChartDirectories charts() {
    return entry("charts")
        .map(
            entry -> {
              List<String> patterns =
                  texts(entry).stream()
                      .flatMap(
                          item ->
                              read(entry, item, it -> ChartDirectories.of(List.of(it)))
                                  .patterns()
                                  .stream())
                      .toList();
              if (patterns.isEmpty()) {
                throw wrong(entry, entry.value(), "name at least one directory, as in [charts]");
              }
              return read(entry, entry.value(), () -> ChartDirectories.of(patterns));
            })
        .orElse(defaults.charts());
  }

  private Exclusions exclude() {
    return entry("exclude")
        .map(
            entry -> {
              Set<String> left = new HashSet<>();
              texts(entry).forEach(item -> left.add(read(entry, item, SettingsFile::nameOrPath)));
              return new Exclusions(left);
            })
        .orElse(defaults.exclude());
  }

  private static String nameOrPath(String text) {
    if (text.contains("*")) {
      throw new IllegalArgumentException("write names of charts or directories, without *");
    }
    String path = ChartDirectories.of(List.of(text)).patterns().getFirst();
    if (path.equals(".")) {
      throw new IllegalArgumentException("everything would be left out; name a directory in it");
    }
    return path;
  }

  private TaggingRules rules(ChartDirectories charts) {
    TaggingRules rules = defaults.rules();
    TagFormat format =
        entry("tagFormat")
            .map(
                entry ->
                    read(
                        entry,
                        text(entry, entry.value()),
                        it -> charts.fitting(TagFormat.parse(it), "charts")))
            .orElseGet(() -> fitting(rules.tagFormat(), charts));
    return new TaggingRules(
        format,
        flag("requireLineage").orElse(false) || rules.requireLineage(),
        flag("requireChangelog").orElse(false) || rules.requireChangelog(),
        word("prereleases", Map.of("tag", false, "skip", true)).orElse(rules.skipPrereleases()),
        authors().orElse(rules.lineageAuthors()));
  }

  /** The deployment's format may be meant for another layout. */
  private TagFormat fitting(TagFormat format, ChartDirectories charts) {
    return entry("charts")
        .map(entry -> read(entry, entry.value(), () -> charts.fitting(format, "charts")))
        .orElse(format);
  }

  private Optional<Set<String>> authors() {
    return entry("lineageAuthors")
        .map(
            entry -> {
              Set<String> authors = new HashSet<>();
              texts(entry)
                  .forEach(
                      item ->
                          authors.add(
                              read(
                                  entry,
                                  item,
                                  author -> {
                                    if (!author.matches("[A-Za-z0-9][A-Za-z0-9_-]*(\\[bot])?")) {
                                      throw new IllegalArgumentException(
                                          "write an account's name, such as ada or ci-bot[bot]");
                                    }
                                    return author;
                                  })));
              if (authors.isEmpty()) {
                throw wrong(entry, entry.value(), "name an account, or leave the key out");
              }
              return authors;
            });
  }

  private RepositorySettings.Releases releases() {
    RepositorySettings.Releases releases = defaults.releases();
    return new RepositorySettings.Releases(
        word(
                "releasePullRequest",
                Map.of(
                    "batch",
                    ReleaseMode.BATCH,
                    "per-chart",
                    ReleaseMode.PER_CHART,
                    "off",
                    ReleaseMode.OFF))
            .orElse(releases.mode()),
        releaseBranch(),
        labels().orElse(releases.labels()),
        flag("githubReleases").orElse(releases.onGitHub()));
  }

  private String releaseBranch() {
    return entry("releaseBranch")
        .map(
            entry ->
                read(
                    entry,
                    text(entry, entry.value()),
                    it -> BranchRules.compatible(mainBranch, BranchRules.legal(it))))
        .orElse(defaults.releases().branch());
  }

  private Optional<List<String>> labels() {
    return entry("labels")
        .map(
            entry -> {
              List<ScalarNode> labels = texts(entry);
              if (labels.size() > MOST_LABELS) {
                throw wrong(entry, entry.value(), "write at most %d labels".formatted(MOST_LABELS));
              }
              return labels.stream().map(item -> read(entry, item, SettingsFile::label)).toList();
            });
  }

  private static String label(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_LABEL
        || text.chars().anyMatch(c -> c < ' ' || c == ',' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "write a label of at most %d characters without commas".formatted(LONGEST_LABEL));
    }
    return text.strip();
  }

  private Optional<String> cleanUpBranches() {
    return entry("cleanUpBranches")
        .map(
            entry ->
                isFalse(entry.value())
                    ? Optional.<String>empty()
                    : Optional.of(
                        read(
                            entry,
                            text(entry, entry.value()),
                            it -> BranchRules.pattern(it, List.of(mainBranch, releaseBranch())))))
        .orElseGet(() -> fittingPattern(defaults.cleanUpBranches()));
  }

  /** The deployment's pattern may match the release branch of this repository. */
  private Optional<String> fittingPattern(Optional<String> pattern) {
    return pattern.map(
        text ->
            entry("releaseBranch")
                .map(
                    entry ->
                        read(
                            entry,
                            entry.value(),
                            () -> BranchRules.pattern(text, List.of(mainBranch, releaseBranch()))))
                .orElse(text));
  }

  private Optional<Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<Boolean> flag(String key) {
    return entry(key)
        .map(
            entry -> {
              if (entry.value() instanceof ScalarNode scalar
                  && scalar.isPlain()
                  && Set.of("true", "false").contains(scalar.getValue())) {
                return scalar.getValue().equals("true");
              }
              throw wrong(entry, entry.value(), "write true or false");
            });
  }

  private static boolean isFalse(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && scalar.getValue().equals("false");
  }

  /** A choice. {@code off} is a boolean for YAML, and a word here. */
  private <T> Optional<T> word(String key, Map<String, T> choices) {
    return entry(key)
        .map(
            entry ->
                Optional.of(entry.value())
                    .filter(ScalarNode.class::isInstance)
                    .map(ScalarNode.class::cast)
                    .flatMap(scalar -> Optional.ofNullable(choices.get(scalar.getValue())))
                    .orElseThrow(
                        () ->
                            wrong(
                                entry,
                                entry.value(),
                                "write "
                                    + String.join(
                                        " or ", choices.keySet().stream().sorted().toList()))));
  }

  private static List<ScalarNode> texts(Entry entry) {
    if (!(entry.value() instanceof SequenceNode list)) {
      throw wrong(entry, entry.value(), "write a list, such as [a, b]");
    }
    if (list.getValue().size() > MOST_ENTRIES) {
      throw wrong(entry, list, "write at most %d entries".formatted(MOST_ENTRIES));
    }
    return list.getValue().stream().map(item -> text(entry, item)).toList();
  }

  private static ScalarNode text(Entry entry, Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      if (scalar.getValue().isBlank()) {
        throw wrong(entry, node, "write a text that is not empty, or leave the key out");
      }
      return scalar;
    }
    throw wrong(
        entry,
        node,
        node instanceof ScalarNode
            ? "write a text; quote what YAML takes for something else"
            : "write a text");
  }

  private static <T> T read(Entry entry, ScalarNode node, Function<String, T> parse) {
    return read(entry, node, () -> parse.apply(node.getValue()));
  }

  private static <T> T read(Entry entry, Node node, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException remedy) {
      throw wrong(entry, node, String.valueOf(remedy.getMessage()));
    }
  }

  private static SettingsProblem wrong(Entry entry, Node node, String remedy) {
    return problem(node, "`%s` is %s: %s".formatted(entry.key(), shown(node), remedy));
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar -> Quoted.of(scalar.getValue());
      case SequenceNode list -> "a list of %d".formatted(list.getValue().size());
      default -> "a mapping";
    };
  }

  private static SettingsProblem problem(Node node, String message) {
    return new SettingsProblem(
        "line %d, column %d: %s"
            .formatted(
                node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, message));
  }
}
