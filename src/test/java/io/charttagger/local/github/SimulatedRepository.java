package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Repository;

/**
 * One repository of the simulator, and its settings. Its git objects and refs are the JGit
 * repository's: what a test does there, the simulator serves. Safe for concurrent use.
 */
public final class SimulatedRepository {
  private final long id;
  private final Repository git;
  private final Installation installation;
  private final Clock clock;
  private final PullRequests pulls;
  private final CheckRuns checks;
  private final Releases releases;
  private final List<TagRuleset> rulesets = new CopyOnWriteArrayList<>();
  private final Set<String> protectedBranches = ConcurrentHashMap.newKeySet();
  private final Map<String, CommitSha> forkBranches = new ConcurrentHashMap<>();
  private final Set<String> deletedForks = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong(7_000_000_001L);
  private volatile RepositoryName name;
  private volatile String defaultBranch = "main";
  private volatile boolean open;
  private volatile boolean archived;
  private volatile boolean inInstallation = true;
  private volatile boolean workflowsGuarded;
  private volatile Consumer<String> dispatchListener = webhook -> {};
  private volatile Reading reading = Reading.USUAL;

  SimulatedRepository(long id, RepositoryName name, Repository git, Hosting.Site site) {
    this.id = id;
    this.name = name;
    this.git = git;
    this.installation = site.installation();
    this.clock = site.clock();
    this.pulls = new PullRequests(this);
    this.checks = new CheckRuns(this);
    this.releases = new Releases(this);
  }

  public long id() {
    return id;
  }

  /** The name now, after any renaming. */
  public RepositoryName name() {
    return name;
  }

  public Repository git() {
    return git;
  }

  /** The App's installation on the owner; repositories of one owner share it. */
  public Installation installation() {
    return installation;
  }

  public PullRequests pulls() {
    return pulls;
  }

  public CheckRuns checks() {
    return checks;
  }

  public Releases releases() {
    return releases;
  }

  /**
   * Tells of every accepted {@code POST /dispatches}, with the body that a webhook would carry.
   * Runs within the request, so it should hand the work on.
   */
  public void onDispatch(Consumer<String> listener) {
    dispatchListener = listener;
  }

  /** Anybody may read it; repositories are private otherwise. */
  public void makePublic() {
    open = true;
  }

  public void defaultBranch(String branch) {
    defaultBranch = branch;
  }

  public void archive() {
    archived = true;
  }

  /** The installation no longer includes this repository. */
  public void removeFromInstallation() {
    inInstallation = false;
  }

  /** The old name redirects to the new one from now on. */
  public void rename(RepositoryName newName) {
    name = newName;
  }

  /** Nobody may delete this branch. */
  public void protect(String branch) {
    protectedBranches.add(branch);
  }

  public void ruleset(TagRuleset ruleset) {
    rulesets.add(ruleset);
  }

  /** An administrator deletes all rulesets. */
  public void deleteRulesets() {
    rulesets.clear();
  }

  /** A branch of a fork: its objects are readable here by SHA, on no ref of this repository. */
  public void forkBranch(String owner, String branch, CommitSha commit) {
    forkBranches.put(owner + ":" + branch, commit);
  }

  /**
   * Somebody deletes the fork: its branches' objects stay, its pull requests have no head
   * repository.
   */
  public void deleteFork(String owner) {
    deletedForks.add(owner);
  }

  /**
   * A ref on a commit whose workflow files differ from the default branch's wants {@code workflows:
   * write}.
   */
  public void guardWorkflows() {
    workflowsGuarded = true;
  }

  /** Whether {@code git/trees/<sha>:<path>} works; it does unless switched off. */
  public void shaPathTrees(boolean on) {
    reading = new Reading(on, reading.entryLimit(), reading.late());
  }

  /** The most entries that one tree listing gives before it says {@code truncated}. */
  public void treeEntryLimit(int limit) {
    reading = new Reading(reading.shaPathTrees(), limit, reading.late());
  }

  /**
   * For this long after a merge, by the simulator's clock, a commit's pull requests are unknown.
   */
  public void lateLookups(Duration delay) {
    reading = new Reading(reading.shaPathTrees(), reading.entryLimit(), delay);
  }

  void dispatched(JsonNode webhook) {
    dispatchListener.accept(webhook.toString());
  }

  boolean isPrivate() {
    return !open;
  }

  boolean isArchived() {
    return archived;
  }

  boolean isInInstallation() {
    return inInstallation && installation.isInstalled();
  }

  boolean isProtected(String branch) {
    return protectedBranches.contains(branch);
  }

  boolean isWorkflowsGuarded() {
    return workflowsGuarded;
  }

  public String defaultBranch() {
    return defaultBranch;
  }

  List<TagRuleset> rulesets() {
    return rulesets;
  }

  boolean isForkDeleted(String owner) {
    return deletedForks.contains(owner);
  }

  Map<String, CommitSha> forkBranches() {
    return forkBranches;
  }

  Reading reading() {
    return reading;
  }

  Clock clock() {
    return clock;
  }

  long nextId() {
    return ids.getAndIncrement();
  }

  /** How reading behaves. */
  record Reading(boolean shaPathTrees, int entryLimit, Duration late) {
    static final Reading USUAL = new Reading(true, 100_000, Duration.ZERO);
  }
}
