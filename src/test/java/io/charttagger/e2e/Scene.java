package io.charttagger.e2e;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagFormat;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Event;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.log.TestLog;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppKeys;
import io.charttagger.port.Budget;
import io.charttagger.port.ManualClock;
import io.charttagger.port.MemoryMarks;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.Sleeper;
import io.charttagger.port.TagSigning;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.run.Actions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * A charts repository on the simulator and the run beside it, in one process: GitHub's side is real
 * HTTP and real git objects, only the leases are kept in memory. For tests that tell a story.
 */
public final class Scene implements AutoCloseable {
  /** A moment long past, so that nothing waits for GitHub's late answers. */
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private static final KeyPair KEYS = keys();
  private static final RepositoryName NAME = RepositoryName.parse("example-org/helm-charts");

  private final GitHubSimulator simulator;
  private final GitHistory history;
  private final SimulatedRepository repository;
  private final MemoryLocks locks = new MemoryLocks();
  private final MemoryMarks marks = new MemoryMarks();
  private final Contributor contributor;
  private final Options options;
  private final Clock clock;
  private final Sleeper waiting;
  private final List<Report> logged = Collections.synchronizedList(new ArrayList<>());
  private RateLimiter pace;
  private TagSigning signing = new TagSigning.Off();
  private Optional<TransientFailure> signingTrouble = Optional.empty();
  private Optional<Actions> process = Optional.empty();

  private Scene(Options options, GitHistory history, Time time) {
    this.options = options;
    this.history = history;
    this.clock = time.clock();
    this.waiting = time.waiting();
    this.pace = new NoPace(clock);
    this.simulator = GitHubSimulator.start(Clock.offset(clock, time.githubAhead()));
    simulator.app(7, KEYS.getPublic());
    this.repository = simulator.host(NAME, history.repository());
    this.contributor = new Contributor(repository, START);
  }

  /** Our clock, how much GitHub's is ahead of it, and how we wait. */
  private record Time(Clock clock, Duration githubAhead, Sleeper waiting) {
    static final Time REAL = new Time(Clock.systemUTC(), Duration.ZERO, time -> {});
  }

  /** What differs from the settings' defaults. */
  public record Options(
      List<String> chartDirectories,
      Optional<String> mainBranch,
      ReleaseMode releaseMode,
      MissedMerges missedMerges,
      Optional<String> cleanup,
      boolean requireLineage,
      TagFormat tagFormat,
      boolean publishing) {
    /** The defaults, with the main branch by its name. */
    public static final Options USUAL =
        new Options(
            List.of("charts"),
            Optional.of("main"),
            ReleaseMode.BATCH,
            MissedMerges.TAG,
            Optional.empty(),
            false,
            TagFormat.DEFAULT,
            false);

    /** Charts elsewhere. */
    public Options in(String... directories) {
      return new Options(
          List.of(directories),
          mainBranch,
          releaseMode,
          missedMerges,
          cleanup,
          requireLineage,
          tagFormat,
          publishing);
    }

    /** The default branch of each repository is tagged. */
    public Options onDefaultBranch() {
      return new Options(
          chartDirectories,
          Optional.empty(),
          releaseMode,
          missedMerges,
          cleanup,
          requireLineage,
          tagFormat,
          publishing);
    }

    /** Another way to offer releases. */
    public Options releasing(ReleaseMode mode) {
      return new Options(
          chartDirectories,
          mainBranch,
          mode,
          missedMerges,
          cleanup,
          requireLineage,
          tagFormat,
          publishing);
    }

    /** Branches to delete. */
    public Options cleaning(String pattern) {
      return new Options(
          chartDirectories,
          mainBranch,
          releaseMode,
          missedMerges,
          Optional.of(pattern),
          requireLineage,
          tagFormat,
          publishing);
    }

    /** Tags named otherwise. */
    public Options naming(String format) {
      return new Options(
          chartDirectories,
          mainBranch,
          releaseMode,
          missedMerges,
          cleanup,
          requireLineage,
          TagFormat.parse(format),
          publishing);
    }

    /** Lineage required. */
    public Options requiringLineage() {
      return new Options(
          chartDirectories,
          mainBranch,
          releaseMode,
          missedMerges,
          cleanup,
          true,
          tagFormat,
          publishing);
    }

    /** Other things to do with merges that were missed. */
    public Options missing(MissedMerges merges) {
      return new Options(
          chartDirectories,
          mainBranch,
          releaseMode,
          merges,
          cleanup,
          requireLineage,
          tagFormat,
          publishing);
    }

    /** A GitHub Release for each tag. */
    public Options publishing(boolean wanted) {
      return new Options(
          chartDirectories,
          mainBranch,
          releaseMode,
          missedMerges,
          cleanup,
          requireLineage,
          tagFormat,
          wanted);
    }
  }

  /** An empty repository, the usual settings. */
  public static Scene usual() {
    return with(Options.USUAL);
  }

  /** An empty repository, other settings. */
  public static Scene with(Options options) {
    return new Scene(options, GitHistory.inMemory(), Time.REAL);
  }

  /** An empty repository in a directory, where plain git can read it. */
  public static Scene onDisk(Path directory, Options options) {
    return new Scene(options, GitHistory.at(directory), Time.REAL);
  }

  /** As {@link #usual}, at a time that only waiting sets on. */
  public static Scene at(ManualClock clock) {
    return withGitHubAhead(Duration.ZERO, clock);
  }

  /** As {@link #at}, with other settings. */
  static Scene at(ManualClock clock, Options options) {
    return new Scene(
        options, GitHistory.inMemory(), new Time(clock, Duration.ZERO, clock::advance));
  }

  /** As {@link #at}, while GitHub's clock is so much ahead of ours, or behind. */
  public static Scene withGitHubAhead(Duration ahead, ManualClock clock) {
    return new Scene(Options.USUAL, GitHistory.inMemory(), new Time(clock, ahead, clock::advance));
  }

  /** As {@link #usual}, at a time of which hours pass in seconds. */
  static Scene in(SimulatedTime time) {
    return new Scene(Options.USUAL, GitHistory.inMemory(), new Time(time, Duration.ZERO, time));
  }

  public GitHubSimulator simulator() {
    return simulator;
  }

  public GitHistory history() {
    return history;
  }

  public SimulatedRepository repository() {
    return repository;
  }

  public MemoryMarks marks() {
    return marks;
  }

  public MemoryLocks locks() {
    return locks;
  }

  /** The reports of the runs that were parts of an action. */
  List<Report> logged() {
    return List.copyOf(logged);
  }

  /** Keeps this pace from now on, instead of none. */
  public void keep(RateLimiter wanted) {
    pace = wanted;
  }

  /** From now on every run is in the same process, which keeps in memory what it does. */
  void stayWarm() {
    process = Optional.of(actions());
  }

  /** A new instant, one minute after the one before. */
  public Instant tick() {
    return contributor.tick();
  }

  /** Commits on a branch; a file whose text is {@code null} is deleted. */
  public CommitSha commit(String branch, String subject, Map<String, String> files) {
    return contributor.commit(branch, subject, files);
  }

  /** A pull request with one commit, merged into main. */
  public CommitSha mergePullRequest(String body, MergeMethod method, Map<String, String> files) {
    return contributor.mergePullRequest(body, method, files);
  }

  /** A chart of this name and version, and its changelog. */
  public static Map<String, String> chart(String directory, String name, String version) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(directory + "/Chart.yaml", chartYaml(name, version));
    files.put(
        directory + "/CHANGELOG.md",
        "# Changelog\n\n## [%s] - 2026-03-01\n\n- %s %s\n".formatted(version, name, version));
    files.put(directory + "/templates/a.yaml", "kind: ConfigMap # " + version + "\n");
    return files;
  }

  /** The least that Helm takes. */
  public static String chartYaml(String name, String version) {
    return "apiVersion: v2\nname: %s\nversion: %s\n".formatted(name, version);
  }

  /** All these files. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static Map<String, String> all(Map<String, String>... parts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Map<String, String> part : parts) {
      files.putAll(part);
    }
    return files;
  }

  /** A dispatch as the workflow sends it. */
  public Dispatch dispatch(Optional<CommitSha> before, CommitSha after) {
    return new Dispatch(
        repository.name(),
        before,
        after,
        false,
        Set.of(),
        java.util.OptionalLong.of(repository.installation().id()),
        Optional.empty());
  }

  /** Runs for one push. */
  public Report push(CommitSha before, CommitSha after) {
    return run(dispatch(Optional.of(before), after));
  }

  /** A request for an audit, as a person sends it. */
  byte[] auditEvent() {
    return """
    {"action":"audit","repository":{"full_name":"%s"},"installation":{"id":%d}}
    """
        .formatted(repository.name(), repository.installation().id())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Runs for a dispatch, with as much time as it wants. */
  public Report run(Dispatch dispatch) {
    return run(event(dispatch));
  }

  /** Runs for an event. */
  public Report run(byte[] event) {
    return run(event, Duration.ofMinutes(10));
  }

  /** Runs for an event, with so much time. */
  Report run(byte[] event, Duration time) {
    return process
        .orElseGet(this::actions)
        .run(
            Event.parse(event),
            new Budget(clock, clock.instant().plus(time), waiting),
            logged::add);
  }

  /** Runs for one push, with so much time. */
  public Report push(CommitSha before, CommitSha after, Duration time) {
    return run(event(dispatch(Optional.of(before), after)), time);
  }

  private static byte[] event(Dispatch dispatch) {
    String before = dispatch.before().map(sha -> "\"before\":\"" + sha + "\",").orElse("");
    return """
    {"action":"charts-merged","repository":{"full_name":"%s"},"installation":{"id":%d},
     "client_payload":{%s"after":"%s","dry_run":%b}}
    """
        .formatted(
            dispatch.repository(),
            dispatch.installation().orElseThrow(),
            before,
            dispatch.after(),
            dispatch.dryRun())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** From now on the App's secret says this of signatures. */
  public Scene signing(TagSigning signing) {
    this.signing = signing;
    this.signingTrouble = Optional.empty();
    return this;
  }

  /** From now on nobody learns what the App's secret says of signatures. */
  public Scene signingFails(TransientFailure trouble) {
    this.signingTrouble = Optional.of(trouble);
    return this;
  }

  private AppKeys appKeys() {
    AppKey key = new AppKey("7", (RSAPrivateKey) KEYS.getPrivate(), Optional.empty(), signing);
    return new AppKeys() {
      @Override
      public AppKey get() {
        return key;
      }

      @Override
      public TagSigning signing() {
        signingTrouble.ifPresent(
            trouble -> {
              throw trouble;
            });
        return AppKeys.super.signing();
      }
    };
  }

  private Actions actions() {
    return new TestWiring(clock, new Actions.Table(locks, marks), pace, appKeys())
        .actions(simulator.url(), options);
  }

  /** The tags that stand, each with the SHA that its ref points at. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    try {
      for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
        tags.put(ref.getName().substring(Constants.R_TAGS.length()), ref.getObjectId().name());
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return tags;
  }

  /** A tag object's content, as {@code git cat-file -p} prints it. */
  public String tagObject(String tag) {
    try {
      return new String(
          repository.git().open(ObjectId.fromString(tags().get(tag)), Constants.OBJ_TAG).getBytes(),
          StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The outcome of each chart: {@code tag -> outcome}, or {@code directory -> outcome} without a
   * tag.
   */
  public static Map<String, String> outcomes(Report report) {
    Map<String, String> outcomes = new TreeMap<>();
    for (com.fasterxml.jackson.databind.JsonNode chart : ReportJson.of(report).path("charts")) {
      outcomes.put(
          chart.path("tag").asText(chart.path("directory").asText()),
          chart.path("outcome").asText());
    }
    return outcomes;
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      TestLog.shared()
          .mustNotShow(
              "an App's private key",
              Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      return pair;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (history) {
      simulator.close();
    }
  }
}
