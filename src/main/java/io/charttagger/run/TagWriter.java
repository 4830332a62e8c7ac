package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.history.ExistingTag;
import io.charttagger.history.Tags;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.RefCreation;
import io.charttagger.port.Repository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates tags, and branches that are treated like tags. The ref is the commit point: before it
 * exists, nothing is done; once it exists, all is. After an ambiguous write or a refusal the state
 * is read back before anything else is done, and an existing ref is never moved.
 */
final class TagWriter {
  /** The object, and the ref. */
  static final int WRITES = 2;

  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  private final Repository repository;
  private final Tags tags;
  private final Budget budget;

  TagWriter(Repository repository, Budget budget) {
    this.repository = repository;
    this.tags = new Tags(repository, budget);
    this.budget = budget;
  }

  /** Creates the tag object, then the ref. */
  TagResult create(TagObject tag) {
    // An object whose ref no longer fits into the time would be created again by the next run.
    repository.expectWrites(WRITES);
    String object = createObject(tag);
    Supplier<Optional<TagResult>> existing =
        () -> tags.read(tag.name()).map(it -> judge(it, tag, object));
    if (tag.signature().isPresent() && !object.equals(tag.sha())) {
      // A ref on it could not be taken back.
      return existing.get().orElseGet(() -> brokenSignature(tag, object));
    }
    return createRef(tag.name().ref(), object, existing);
  }

  private static TagResult brokenSignature(TagObject tag, String object) {
    return new TagResult.Refused(
        "GitHub changed the tag object of %s: it made %s, where %s was signed, so its signature would not verify, and the tag was not created. Send the same dispatch again; if it stays so, the operator takes signingKey out of the App's secret to release without signatures"
            .formatted(tag.name(), object, tag.sha()));
  }

  /** Creates a branch at a commit. */
  TagResult createBranch(String name, CommitSha commit) {
    return createRef(
        "refs/heads/" + name,
        commit.value(),
        () ->
            repository
                .branch(name)
                .map(
                    head ->
                        head.equals(commit.value())
                            ? new TagResult.OnSameCommit(head)
                            : new TagResult.Elsewhere(head)));
  }

  private String createObject(TagObject tag) {
    for (int attempt = 1; ; attempt++) {
      try {
        return repository.createTagObject(tag);
      } catch (AmbiguousWriteException ambiguous) {
        if (repository.tagObject(tag.sha()).isPresent()) {
          return tag.sha();
        }
        pauseOrStop(attempt, "tag object " + tag.name(), String.valueOf(ambiguous.getMessage()));
      }
    }
  }

  private static TagResult judge(ExistingTag existing, TagObject tag, String object) {
    if (existing.object().equals(object)) {
      return new TagResult.Created(object);
    }
    return existing.commit().filter(tag.commit()::equals).isPresent()
        ? new TagResult.OnSameCommit(existing.object())
        : new TagResult.Elsewhere(
            existing.commit().map(CommitSha::value).orElse("an object that is no commit"));
  }

  /**
   * Creates a ref.
   *
   * @param existing what exists under that name now, judged; empty when nothing does
   */
  private TagResult createRef(String ref, String object, Supplier<Optional<TagResult>> existing) {
    for (int attempt = 1; ; attempt++) {
      Optional<RefCreation.Refused> refused = Optional.empty();
      String seen = "";
      try {
        switch (repository.createRef(ref, object)) {
          case RefCreation.Created() -> {
            return new TagResult.Created(object);
          }
          case RefCreation.Exists() -> seen = "it exists, and cannot be read yet";
          case RefCreation.NotYet(String words) -> seen = words;
          case RefCreation.Refused refusal -> refused = Optional.of(refusal);
        }
      } catch (AmbiguousWriteException ambiguous) {
        seen = String.valueOf(String.valueOf(ambiguous.getMessage()));
      }
      Optional<TagResult> found = existing.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (refused.isPresent()) {
        return new TagResult.Refused(repository.explain(refused.get()));
      }
      pauseOrStop(attempt, "ref " + ref, seen);
    }
  }

  private void pauseOrStop(int attempt, String what, String seen) {
    if (attempt == ATTEMPTS) {
      throw new TransientFailure(
          StopReason.GITHUB,
          "GitHub did not accept the %s in %d attempts: %s".formatted(what, ATTEMPTS, seen),
          Duration.ZERO);
    }
    budget.pause(FIRST_RETRY.multipliedBy(1L << (attempt - 1)));
  }
}
