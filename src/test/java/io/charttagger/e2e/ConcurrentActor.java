package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.PullRequests;
import io.charttagger.local.github.Releases;
import java.util.Map;
import java.util.Optional;

/**
 * Another person with write access, who does things while a push is worked on. What has become
 * impossible meanwhile, as making a tag that stands, is not done.
 */
final class ConcurrentActor {
  static final String WORDS = "My own words, outside of the marked region";
  static final String SPENT = "integration/a";

  private final Scene scene;
  private final CommitSha after;
  private final String tag;
  private volatile Optional<CommitSha> work = Optional.empty();
  private volatile boolean wrote;
  private volatile boolean published;

  /**
   * Does nothing yet.
   *
   * @param after the commit that is being tagged
   * @param tag one of its tags
   */
  ConcurrentActor(Scene scene, CommitSha after, String tag) {
    this.scene = scene;
    this.after = after;
    this.tag = tag;
  }

  void tagsAnotherCommit() {
    if (!scene.tags().containsKey(tag)) {
      scene.history().lightweightTag(tag, scene.history().tip("release"));
    }
  }

  void tagsTheSameCommit() {
    if (!scene.tags().containsKey(tag)) {
      scene.history().annotatedTag(tag, after.value(), Note.of("by hand\n", scene.tick()));
    }
  }

  void publishesARelease() {
    if (scene.tags().containsKey(tag) && releases().of(tag).isEmpty()) {
      releases().publish(tag, WORDS);
      published = true;
    }
  }

  void draftsARelease() {
    releases().draft(tag);
  }

  void deletesTheRelease() {
    releases().delete(tag);
  }

  void opensThePullRequest() {
    if (open().isEmpty()) {
      pulls().open(new PullRequestDraft("release: by hand", WORDS, "main", "release"));
      wrote = true;
    }
  }

  void editsThePullRequest() {
    open()
        .ifPresent(
            pull -> {
              pulls().edit(pull.number(), pull.title(), pull.body() + "\n\n" + WORDS + "\n");
              wrote = true;
            });
  }

  void mergesThePullRequest() {
    open().ifPresent(pull -> pulls().merge(pull.number(), MergeMethod.MERGE, scene.tick()));
  }

  void closesThePullRequest() {
    open().ifPresent(pull -> pulls().close(pull.number()));
  }

  void pushesToTheSpentBranch() {
    scene.history().branch(SPENT, after);
    work = Optional.of(scene.commit(SPENT, "more to come", chart("charts/a", "a", "9.0.0")));
  }

  void deletesTheSpentBranch() {
    scene.history().deleteBranch(SPENT);
  }

  void movesMain() {
    scene.commit("main", "go on", Map.of("README.md", "Charts, moving on\n"));
  }

  /** The commit that was pushed to the spent branch, if it was. */
  Optional<CommitSha> work() {
    return work;
  }

  /** True when a pull request has {@link #WORDS}. */
  boolean wrote() {
    return wrote;
  }

  /** True when a release has {@link #WORDS}. */
  boolean published() {
    return published;
  }

  private Releases releases() {
    return scene.repository().releases();
  }

  private Optional<PullRequest> open() {
    return pulls().open().stream().filter(pull -> pull.base().equals("release")).findFirst();
  }

  private PullRequests pulls() {
    return scene.repository().pulls();
  }
}
