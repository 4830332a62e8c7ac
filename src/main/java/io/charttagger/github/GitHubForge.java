package io.charttagger.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.RepositoryState;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PullRequestAnswer;
import io.charttagger.port.TagAnswer;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.report.BranchLine;
import io.charttagger.report.Report;
import java.util.Optional;

/** One repository on GitHub, for one run: the port, and who does each part of it. */
final class GitHubForge implements Forge {
  private final Dispatch dispatch;
  private final GitHubPlace place;
  private final RateLimitedConnector connector;
  private final TokenProvider access;
  private final RestClient rest;
  private final StateReader states;
  private final TagWriter tagWriter;
  private final PullRequests pullRequests;
  private final MergedBranches branches;
  private final CheckRuns checkRuns;

  GitHubForge(
      Dispatch dispatch,
      GitHubPlace place,
      RateLimitedConnector connector,
      GitHubForges.Login login) {
    this.dispatch = dispatch;
    this.place = place;
    this.connector = connector;
    this.access = login.access();
    connector.keepPaceOf(() -> login.access().token().installation());
    this.rest = new RestClient(connector, place.apiUrl(), dispatch.repository(), access);
    Hub4jClient hub =
        new Hub4jClient(
            Hub4jClient.client(connector, place.apiUrl(), access),
            dispatch.repository(),
            rest,
            access);
    TagReader tags = new TagReader(rest);
    this.states = states(hub, tags, login.budget());
    this.tagWriter =
        new TagWriter(
            rest,
            hub,
            new TagWriter.Readers(tags, new RefRefusal(rest, login.appId())),
            connector::addWrites);
    this.pullRequests = new PullRequests(rest, hub, dispatch.repository(), place.releaseBranch());
    this.branches = new MergedBranches(rest, pullRequests, place.mainBranch());
    this.checkRuns = new CheckRuns(rest, hub, access);
  }

  private StateReader states(Hub4jClient hub, TagReader tags, Budget budget) {
    Trees trees = new Trees(hub, rest);
    SourcePullRequests sources = new SourcePullRequests(rest, place.mainBranch(), budget);
    return new StateReader(
        new StateReader.Readers(
            trees,
            new ChangeReader(trees, place.chartDirectories(), connector::expectReads),
            tags,
            new CommitReader(rest),
            new PushReader(rest, place.mainBranch(), sources),
            sources));
  }

  @Override
  public RepositoryState read() {
    return states.read(dispatch);
  }

  @Override
  public TagAnswer create(TagObject tag) {
    return tagWriter.create(tag);
  }

  @Override
  public TagAnswer createBranch(String branch, CommitSha commit) {
    return tagWriter.createBranch(branch, commit);
  }

  @Override
  public Optional<OpenPullRequest> releasePullRequest(String head) {
    return pullRequests.open(head);
  }

  @Override
  public PullRequestAnswer open(String head, Existing texts) {
    return pullRequests.create(head, texts);
  }

  @Override
  public OpenPullRequest update(OpenPullRequest pullRequest, Existing texts) {
    return pullRequests.update(pullRequest, texts);
  }

  @Override
  public boolean released(CommitSha commit) {
    return Comparison.of(rest, place.releaseBranch(), commit.value())
        .filter(Comparison::baseHoldsHead)
        .isPresent();
  }

  @Override
  public BranchLine delete(String branch, Optional<Integer> source) {
    return branches.delete(branch, source);
  }

  @Override
  public void publish(Report report) {
    checkRuns.publish(dispatch.after(), report);
  }

  @Override
  public void guard(Runnable check) {
    connector.guardWith(check);
  }

  @Override
  public String page() {
    return place.page(dispatch.repository());
  }

  @Override
  public int calls() {
    return connector.calls();
  }
}
