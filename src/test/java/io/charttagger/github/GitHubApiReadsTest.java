package io.charttagger.github;

import static io.charttagger.github.GitHubAnswers.A;
import static io.charttagger.github.GitHubAnswers.B;
import static io.charttagger.github.GitHubAnswers.C;
import static io.charttagger.github.GitHubAnswers.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.GitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.port.Comparison;
import io.charttagger.port.FileContent;
import io.charttagger.port.GitObject;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.PublishedRelease;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.Repository;
import io.charttagger.port.Subtree;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that each read sends, and what it makes of a proper answer. */
@Timeout(60)
final class GitHubApiReadsTest {
  private static final CommitSha HEAD = CommitSha.parse(A);
  private static final CommitSha BASE = CommitSha.parse(B);
  private static final ListedPullRequest MERGED =
      new ListedPullRequest(
          new PullRequest(7, "Why", "ada", "topic", HEAD), "main", Optional.of(CommitSha.parse(B)));

  private final OpenedRepository opened = new OpenedRepository();
  private final FakeGitHub gitHub = opened.gitHub();
  private final Repository repository = opened.repository();

  @ParameterizedTest
  @CsvSource({"identical,0,IDENTICAL", "behind,0,BEHIND"})
  void aComparisonWithWhatContainsTheHeadHasNoCommits(
      String status, int total, Comparison.Status expected) {
    gitHub.answers(200, GitHubAnswers.comparison(status, total, "[]"));

    assertThat(repository.compare("release/ä&b", A))
        .contains(new Comparison(expected, COMMIT, total, List.of()));
    assertSent("/compare/release%2F%C3%A4%26b..." + A);
  }

  @Test
  void aComparisonWithWhatTheHeadIsAheadOfHasCommits() {
    gitHub.answers(200, GitHubAnswers.comparison("ahead", 300, "[" + GitHubAnswers.commit() + "]"));

    assertThat(repository.compare(A, "main"))
        .contains(new Comparison(Comparison.Status.AHEAD, COMMIT, 300, List.of(COMMIT)));
    assertSent("/compare/" + A + "...main");
  }

  @Test
  void aComparisonOfDivergedCommitsHasAnotherMergeBase() {
    gitHub.answers(
        200, GitHubAnswers.comparison("diverged", 1, "[" + GitHubAnswers.commit() + "]"));

    assertThat(repository.compare(B, C).orElseThrow().status())
        .isEqualTo(Comparison.Status.DIVERGED);
  }

  @Test
  void commitsBetweenTwoArePagesOfTheComparison() {
    gitHub.answers(200, "{\"commits\":[%s]}".formatted(GitHubAnswers.commit()));

    assertThat(repository.commitsBetween(BASE, HEAD, 2)).containsExactly(COMMIT);
    assertSent("/compare/" + B + "..." + A + "?per_page=100&page=2");
  }

  @Test
  void aCommit() {
    gitHub.answers(200, GitHubAnswers.gitCommit());

    assertThat(repository.commit(HEAD)).contains(COMMIT);
    assertSent("/git/commits/" + A);
  }

  @Test
  void commitsThatTouchedADirectory() {
    String commits = "[" + GitHubAnswers.commit() + "]";
    gitHub.answers(200, commits).answers(200, commits).answers(200, "[]");

    assertThat(repository.commitsTouching(HEAD, "charts/a b&c", 1)).containsExactly(COMMIT);
    assertThat(repository.commitsTouching(HEAD, ".", 2)).containsExactly(COMMIT);
    assertThat(repository.commitsTouching(HEAD, ".", 3)).isEmpty();
    assertSent(
        "/commits?sha=" + A + "&per_page=100&page=1&path=charts%2Fa%20b%26c",
        "/commits?sha=" + A + "&per_page=100&page=2",
        "/commits?sha=" + A + "&per_page=100&page=3");
  }

  @Test
  void aDirectoryIsATreeNamedByCommitAndPath() {
    gitHub.answers(200, GitHubAnswers.tree(B)).answers(200, GitHubAnswers.tree(B));
    Listing expected =
        new Listing(
            B,
            List.of(
                new Entry("templates", "040000", B, 0), new Entry("Chart.yaml", "100644", C, 0)));

    assertThat(repository.directory(HEAD, ".")).contains(expected);
    assertThat(repository.directory(HEAD, "charts/a b?#%ä")).contains(expected);
    assertSent("/git/trees/" + A, "/git/trees/" + A + ":charts/a%20b%3F%23%25%C3%A4");
  }

  @Test
  void aTree() {
    gitHub.answers(200, GitHubAnswers.tree(A));

    assertThat(repository.tree(A).entries()).hasSize(2);
    assertSent("/git/trees/" + A);
  }

  @Test
  void whatIsBelowATreeIsReadAtOnceAsFarAsItIsListed() {
    String cut = GitHubAnswers.tree(A).replace("false", "true");
    gitHub.answers(200, cut).answers(200, cut);

    Subtree below = repository.below(A, "Chart.yaml"::equals);

    assertThat(below.complete()).isFalse();
    assertThat(below.entries()).extracting(Listing.Entry::sha).containsExactlyInAnyOrder(B, C);
    assertThat(repository.below(A, _ -> false).entries())
        .extracting(Listing.Entry::sha)
        .containsExactly(B);
    assertSent("/git/trees/" + A + "?recursive=1", "/git/trees/" + A + "?recursive=1");
  }

  @Test
  void linksAndSubmodulesBelowATreeAreListedWhateverFilesAreWanted() {
    for (String mode : List.of("120000", "160000")) {
      gitHub.answers(200, GitHubAnswers.tree(A).replace("100644", mode));

      assertThat(repository.below(A, _ -> false).entries())
          .extracting(Listing.Entry::sha)
          .containsExactlyInAnyOrder(B, C);
    }
  }

  @Test
  void aDirectoryThatIsTooLargeIsAPermanentFailure() {
    String cut = GitHubAnswers.tree(A).replace("false", "true");
    gitHub.answers(200, cut).answers(200, cut);

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> repository.directory(HEAD, "charts"))
        .withMessageContaining(A + ":charts")
        .withMessageContaining("divide it");
    assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> repository.tree(A));
  }

  @Test
  void aFile() {
    gitHub.answers(200, "raw");

    FileContent file = repository.file(HEAD, "charts/a b/#1.md").orElseThrow();

    assertThat(file.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("raw");
    assertThat(file.complete()).isTrue();
    assertSent("/contents/charts/a%20b/%231.md?ref=" + A);
    assertThat(gitHub.request(0).header("Accept")).isEqualTo("application/vnd.github.raw+json");
  }

  @Test
  void aFileThatIsNotFoundIsAbsent() {
    gitHub.answers(404, "{\"message\":\"Not Found\"}").answers(404, "<html>");

    assertThat(repository.file(HEAD, "Chart.yaml")).isEmpty();
    assertThat(repository.file(HEAD, "Chart.yaml")).isEmpty();
    assertThat(gitHub.requests()).hasSize(2);
  }

  @Test
  void aBlobThatIsNotFoundMustExistAllTheSame() {
    gitHub.answers(404, "{}").answers(404, "{}").answers(200, "raw");
    String sha = GitSha.ofBlob("raw".getBytes(StandardCharsets.UTF_8));

    assertThat(repository.blob(sha).complete()).isTrue();
    gitHub.answers(404, "{}").forEver();
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> repository.blob(sha))
        .withMessageContaining("although it exists");
    assertThat(gitHub.requests()).hasSize(7);
  }

  @Test
  void aBlobIsKnownByItsContent() {
    String sha = GitSha.ofBlob("raw".getBytes(StandardCharsets.UTF_8));
    gitHub.answers(200, "<html>").answers(200, "raw");

    assertThat(repository.blob(sha).bytes()).asString(StandardCharsets.UTF_8).isEqualTo("raw");
    assertSent("/git/blobs/" + sha, "/git/blobs/" + sha);
    assertThat(gitHub.request(0).header("Accept")).isEqualTo("application/vnd.github.raw+json");
  }

  @Test
  void aBlobThatStaysAnotherIsATransientFailure() {
    gitHub.answers(200, "<html>").forEver();

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> repository.blob(A))
        .withMessageContaining("the file with the blob " + A);
  }

  @Test
  void tags() {
    gitHub
        .answers(
            200,
            "[%s,%s]"
                .formatted(
                    GitHubAnswers.ref("refs/tags/a-v1.0.0", "tag", A),
                    GitHubAnswers.ref("refs/tags/a-v1.0.0-rc/é", "commit", B)))
        .answers(200, "[]");

    assertThat(repository.tags("a-v1"))
        .containsExactly(
            new TagRef("a-v1.0.0", new GitObject(A, GitObject.Kind.TAG)),
            new TagRef("a-v1.0.0-rc/é", new GitObject(B, GitObject.Kind.COMMIT)));
    assertThat(repository.tags("b c/d#")).isEmpty();
    assertSent("/git/matching-refs/tags/a-v1", "/git/matching-refs/tags/b%20c/d%23");
  }

  @Test
  void aTagObject() {
    gitHub.answers(200, GitHubAnswers.tagObject(A));

    assertThat(repository.tagObject(A))
        .contains(
            new TagContent("a 1.0.0\n", Optional.empty(), new GitObject(B, GitObject.Kind.COMMIT)));
    assertSent("/git/tags/" + A);
  }

  @Test
  void aBranch() {
    gitHub.answers(200, GitHubAnswers.ref("refs/heads/integration/a b", "commit", A));

    assertThat(repository.branch("integration/a b")).contains(A);
    assertSent("/git/ref/heads/integration/a%20b");
  }

  @Test
  void pullRequestsOfACommit() {
    gitHub.answers(200, "[" + GitHubAnswers.pullRequest(7) + "]").answers(200, "[]");

    assertThat(repository.pullRequestsOf(HEAD)).contains(List.of(MERGED));
    assertThat(repository.pullRequestsOf(HEAD)).contains(List.of());
    assertSent("/commits/" + A + "/pulls?per_page=100", "/commits/" + A + "/pulls?per_page=100");
  }

  @Test
  void pullRequestsThatWereClosedLately() {
    gitHub.answers(200, "[" + GitHubAnswers.pullRequest(7) + "]").answers(200, "[]");

    assertThat(repository.recentlyClosed("main")).containsExactly(MERGED);
    assertThat(repository.recentlyClosed("a&b")).isEmpty();
    String query = "/pulls?state=closed&sort=updated&direction=desc&per_page=50&base=";
    assertSent(query + "main", query + "a%26b");
  }

  @Test
  void aPullRequest() {
    gitHub.answers(200, GitHubAnswers.pullRequest(7));

    assertThat(repository.pullRequest(7)).contains(MERGED);
    assertSent("/pulls/7");
  }

  @Test
  void theDetailsOfAPullRequest() {
    gitHub.answers(200, GitHubAnswers.pullRequest(7));
    gitHub.answers(
        200,
        GitHubAnswers.pullRequest(7)
            .replace("{\"id\": 1234567890123}", "null")
            .replace("\"open\"", "\"closed\"")
            .replace("\"mergeable\": true", "\"mergeable\": false"));
    gitHub.answers(
        200, GitHubAnswers.pullRequest(7).replace("\"mergeable\": true", "\"mergeable\": null"));

    assertThat(repository.pullRequestDetails(7))
        .contains(new PullRequestDetails(MERGED, true, OptionalLong.of(1_234_567_890_123L), false));
    assertThat(repository.pullRequestDetails(7))
        .contains(new PullRequestDetails(MERGED, false, OptionalLong.empty(), true));
    assertThat(repository.pullRequestDetails(7))
        .as("GitHub still tries the merge")
        .hasValueSatisfying(details -> assertThat(details.conflicting()).isFalse());
    assertSent("/pulls/7", "/pulls/7", "/pulls/7");
  }

  @Test
  void aPullRequestThatIsNotMergedHasNoMergeCommitAndNeedsNoText() {
    gitHub.answers(
        200,
        GitHubAnswers.pullRequest(7)
            .replace("\"2026-06-01T12:00:00Z\"", "null")
            .replace("\"Why\"", "null"));

    ListedPullRequest open = repository.pullRequest(7).orElseThrow();

    assertThat(open.mergedAs()).isEmpty();
    assertThat(open.pullRequest().body()).isEmpty();
  }

  @Test
  void theReleaseOfATag() {
    gitHub
        .answers(200, GitHubAnswers.release("a/b-v1.0.0+1"))
        .answers(200, GitHubAnswers.release("a").replace("\"Why\"", "null"))
        .answers(404, "{}");

    assertThat(repository.releaseOf(new TagName("a/b-v1.0.0+1")))
        .contains(
            new PublishedRelease(
                "https://github.example/acme/charts/releases/tag/a/b-v1.0.0+1", "a v1.0.0", "Why"));
    assertThat(repository.releaseOf(new TagName("a")).orElseThrow().body()).isEmpty();
    assertThat(repository.releaseOf(new TagName("b"))).isEmpty();
    assertSent("/releases/tags/a/b-v1.0.0%2B1", "/releases/tags/a", "/releases/tags/b");
  }

  @Test
  void openPullRequests() {
    String one = GitHubAnswers.pullRequest(7);
    gitHub.answers(200, "[" + one + "]").answers(200, "[" + one.replace("\"Why\"", "null") + "]");
    gitHub.answers(200, "[]");

    assertThat(repository.openPullRequests(Optional.of("topic"), Optional.of("main")))
        .containsExactly(
            new OpenPullRequest(
                7,
                "https://github.example/acme/charts/pull/7",
                true,
                new Existing("Raise", "Why")));
    assertThat(
            repository.openPullRequests(Optional.empty(), Optional.of("main")).getFirst().texts())
        .isEqualTo(new Existing("Raise", ""));
    assertThat(repository.openPullRequests(Optional.empty(), Optional.empty())).isEmpty();
    assertSent(
        "/pulls?state=open&head=acme%3Atopic&base=main",
        "/pulls?state=open&base=main", "/pulls?state=open");
  }

  @Test
  void openPullRequestsAreReadPageByPage() {
    gitHub.answers(
        200,
        "[" + GitHubAnswers.pullRequest(7) + "]",
        "Link",
        "<https://api.example/repositories/42/pulls?state=open&page=2>; rel=\"next\"");
    gitHub.answers(200, "[" + GitHubAnswers.pullRequest(8) + "]");

    assertThat(repository.openPullRequests(Optional.empty(), Optional.of("main")))
        .extracting(OpenPullRequest::number)
        .containsExactly(7, 8);
    assertThat(gitHub.requests().getLast())
        .isEqualTo("GET /repositories/42/pulls?state=open&page=2");
  }

  /** The token would go wherever the answer points. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/pulls?page=2",
        "http://api.example/pulls?page=2",
        "https://api.example.evil/pulls?page=2",
        "https://api.example@evil.example/pulls?page=2",
        "file:///etc/passwd",
        "pulls?page=2",
        "://"
      })
  void aNextPageElsewhereIsNotRead(String next) {
    gitHub
        .answers(
            200, "[" + GitHubAnswers.pullRequest(7) + "]", "Link", "<" + next + ">; rel=\"next\"")
        .forEver();

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> repository.openPullRequests(Optional.empty(), Optional.of("main")));
    assertThat(gitHub.requests()).containsOnly("GET /repos/acme/charts/pulls?state=open&base=main");
  }

  @Test
  void everyReadAsksWithTheToken() {
    gitHub.answers(200, GitHubAnswers.tree(A)).answers(200, GitHubAnswers.gitCommit());
    repository.tree(A);
    repository.commit(HEAD);

    for (int request = 0; request < 2; request++) {
      assertThat(gitHub.request(request).allHeaders().get("Authorization"))
          .containsExactly("Bearer ghs_hunter2");
    }
    assertThat(repository.calls()).isEqualTo(2);
  }

  /** hub4j takes a refused token for one of its own that expired, and would send again. */
  @Test
  void aTokenThatStaysRefusedIsAPermanentFailureThroughHub4jToo() {
    gitHub.answers(401, "{\"message\":\"Bad credentials\"}").forEver();

    for (int read = 1; read <= 2; read++) {
      boolean hub4j = read == 2;
      assertThatExceptionOfType(PermanentFailure.class)
          .isThrownBy(
              () -> {
                if (hub4j) {
                  repository.tree(A);
                } else {
                  repository.commit(HEAD);
                }
              })
          .withMessageContaining("not installed on acme/charts")
          .satisfies(failure -> assertThat(failure.status()).isEqualTo(404));
      assertThat(gitHub.requests()).hasSize(2 * read);
    }
  }

  @Test
  void aRenamedRepositoryIsToldThroughHub4jToo() {
    for (int read = 0; read < 3; read++) {
      gitHub.redirects(301, "https://api.example/repositories/42/git");
      gitHub.answers(200, "{\"id\":9}");
      gitHub.answers(201, "{\"repositories\":[{\"full_name\":\"acme/helm\"}]}");
    }

    for (Runnable read :
        List.<Runnable>of(
            () -> repository.commit(HEAD),
            () -> repository.tree(A),
            () -> repository.openPullRequests(Optional.empty(), Optional.empty()))) {
      assertThatExceptionOfType(PermanentFailure.class)
          .isThrownBy(read::run)
          .withMessageContaining("acme/charts was renamed to \"acme/helm\"");
    }
    assertThat(gitHub.requests()).hasSize(9);
  }

  @Test
  void aRedirectElsewhereIsNotFollowedThroughHub4jEither() {
    for (int read = 0; read < 2; read++) {
      gitHub.redirects(302, "https://evil.example/");
    }

    for (Runnable read :
        List.<Runnable>of(() -> repository.commit(HEAD), () -> repository.tree(A))) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(read::run)
          .withMessageContaining("it was not followed");
    }
    assertThat(gitHub.requests()).hasSize(2);
  }

  @Test
  void thePermissionForCheckRunsIsTheTokens() {
    assertThat(repository.mayCreateCheckRuns()).isTrue();
    assertThat(new OpenedRepository(Map.of()).repository().mayCreateCheckRuns()).isFalse();
    assertThat(gitHub.requests()).isEmpty();
  }

  @Test
  void thePageIsPeoplesGitHub() {
    assertThat(repository.page().address()).isEqualTo("https://api.example/acme/charts");
  }

  private void assertSent(String... paths) {
    assertThat(gitHub.requests())
        .containsExactlyElementsOf(
            Arrays.stream(paths).map(path -> "GET /repos/acme/charts" + path).toList());
    assertThat(opened.waited()).isLessThanOrEqualTo(Duration.ofMillis(500));
  }
}
