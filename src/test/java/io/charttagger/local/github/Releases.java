package io.charttagger.local.github;

import io.charttagger.local.git.Refs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/** The releases of a repository, oldest first. Safe for concurrent use. */
public final class Releases {
  private final SimulatedRepository repository;
  private final List<Release> releases = new ArrayList<>();

  Releases(SimulatedRepository repository) {
    this.repository = repository;
  }

  /** All of them, drafts too. */
  public synchronized List<Release> all() {
    return List.copyOf(releases);
  }

  /** Those that everybody sees. */
  public List<Release> published() {
    return all().stream().filter(release -> !release.draft()).toList();
  }

  /** The published one of a tag: there is at most one. */
  public Optional<Release> of(String tag) {
    return published().stream().filter(release -> release.tag().equals(tag)).findFirst();
  }

  /** Somebody publishes one for a tag that exists; empty when it has one. */
  public Optional<Release> publish(String tag, String body) {
    if (Refs.find(repository.git(), Constants.R_TAGS + tag).isEmpty()) {
      throw new IllegalArgumentException("there is no tag " + tag);
    }
    return add(
        id -> new Release(id, tag, "main", new Release.Texts(tag, body), false, false, true));
  }

  /** Somebody saves a draft; its tag need not exist. */
  public Release draft(String tag) {
    return add(id -> new Release(id, tag, "main", new Release.Texts(tag, ""), true, false, false))
        .orElseThrow();
  }

  /** Somebody deletes the one of a tag; the tag stays. */
  public synchronized void delete(String tag) {
    releases.removeIf(release -> release.tag().equals(tag));
  }

  /** Makes one with the next id. */
  @FunctionalInterface
  interface Making {
    Release of(long id);
  }

  /** Empty when its tag has a published one: there is at most one, however many come at once. */
  synchronized Optional<Release> add(Making making) {
    Release release = making.of(repository.nextId());
    if (!release.draft() && of(release.tag()).isPresent()) {
      return Optional.empty();
    }
    releases.add(release);
    return Optional.of(release);
  }
}
