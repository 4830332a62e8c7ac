package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PullRequestAnswer;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;

/**
 * The release pull requests.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls">Pull requests</a>
 */
final class PullRequests {
  private final RestClient rest;
  private final Hub4jClient hub;
  private final RepositoryName repository;
  private final String base;

  PullRequests(RestClient rest, Hub4jClient hub, RepositoryName repository, String base) {
    this.rest = rest;
    this.hub = hub;
    this.repository = repository;
    this.base = base;
  }

  /** The open one from this branch. */
  Optional<OpenPullRequest> open(String head) {
    return hub
        .get(
            it ->
                it.queryPullRequests()
                    .state(GHIssueState.OPEN)
                    .head(repository.owner() + ":" + head)
                    .base(base)
                    .list()
                    .toList())
        .stream()
        .findFirst()
        .map(PullRequests::pullRequest);
  }

  /** True when an open pull request merges this branch, or merges into it. */
  boolean use(String branch) {
    return !hub.get(
                it ->
                    it.queryPullRequests()
                        .state(GHIssueState.OPEN)
                        .head(repository.owner() + ":" + branch)
                        .list()
                        .toList())
            .isEmpty()
        || !hub.get(
                it -> it.queryPullRequests().state(GHIssueState.OPEN).base(branch).list().toList())
            .isEmpty();
  }

  /** Opens one. */
  PullRequestAnswer create(String head, Existing texts) {
    try {
      return switch (hub.write(
          it -> it.createPullRequest(texts.title(), head, base, texts.body()))) {
        case Hub4jClient.Written.Done<GHPullRequest>(GHPullRequest made) ->
            new PullRequestAnswer.Opened(pullRequest(made));
        case Hub4jClient.Written.Refused<GHPullRequest>(RestResponse answer) ->
            refused(head, answer);
      };
    } catch (AmbiguousWriteException doubt) {
      // Whether it was opened shows when it is looked for again, and by whom, its texts.
      return open(head)
          .map(
              found ->
                  found.texts().equals(texts)
                      ? new PullRequestAnswer.Opened(found)
                      : new PullRequestAnswer.Exists())
          .orElseThrow(() -> trouble("open", doubt));
    }
  }

  /** Replaces title and body at once: hub4j would take two requests. */
  OpenPullRequest update(OpenPullRequest pullRequest, Existing texts) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("title", texts.title()).put("body", texts.body());
    String path = rest.inRepository("pulls", String.valueOf(pullRequest.number()));
    try {
      return pullRequest(rest.required(rest.patch(path, body)).json());
    } catch (AmbiguousWriteException doubt) {
      OpenPullRequest now = pullRequest(rest.get(path));
      if (now.texts().equals(texts)) {
        return now;
      }
      throw trouble("update", doubt);
    }
  }

  private PullRequestAnswer refused(String head, RestResponse answer) {
    String words = answer.message().toLowerCase(Locale.ROOT);
    if (answer.status() != 422) {
      throw rest.failure(answer);
    }
    if (words.contains("already exists")) {
      return new PullRequestAnswer.Exists();
    }
    if (words.contains("no commits between")) {
      return new PullRequestAnswer.NothingBetween();
    }
    if (words.contains("pullrequest base invalid")) {
      return new PullRequestAnswer.Refused(
          "branch %s is missing in %s; create it at the last released commit: gh api repos/%s/git/refs -f ref=refs/heads/%s -f sha=COMMIT"
              .formatted(base, repository, repository, base));
    }
    return new PullRequestAnswer.Refused(
        "GitHub refused the pull request from %s into %s: %s"
            .formatted(head, base, Quoted.of(answer.message())));
  }

  private static TransientFailure trouble(String what, IOException doubt) {
    return new TransientFailure(
        "could not %s the release pull request: %s".formatted(what, doubt.getMessage()),
        Duration.ZERO);
  }

  private static OpenPullRequest pullRequest(GHPullRequest found) {
    String body = found.getBody();
    return new OpenPullRequest(
        found.getNumber(),
        found.getHtmlUrl().toString(),
        found.getState() == GHIssueState.OPEN,
        new Existing(found.getTitle(), body == null ? "" : body));
  }

  private static OpenPullRequest pullRequest(JsonNode node) {
    return new OpenPullRequest(
        node.path("number").asInt(),
        node.path("html_url").asText(),
        node.path("state").asText().equals("open"),
        new Existing(node.path("title").asText(), node.path("body").asText("")));
  }
}
