package io.charttagger.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.Quoted;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows symbolic links within a repository, as a checkout would, never out of it. Each link costs
 * a read, and so does each directory on the way that is not known yet.
 */
final class Links {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_LINKS = 10;
  private static final int MOST_STEPS = 100;

  private final Trees trees;

  Links(Trees trees) {
    this.trees = trees;
  }

  /** What a link points at. */
  sealed interface Target {

    /**
     * A file.
     *
     * @param directory the path of the directory that it is in
     */
    record File(Entry entry, String directory) implements Target {}

    /** A directory. */
    record Directory(String path) implements Target {}

    /** A submodule, whose content is in another repository. */
    record Submodule() implements Target {}

    /**
     * Nothing that can be read.
     *
     * @param why a clause that follows the words "the link"
     */
    record Nothing(String why) implements Target {}
  }

  /** What a link in that directory points at. */
  Target follow(CommitSha commit, String directory, Entry link) {
    return new Way(commit, directory).follow(link);
  }

  /** The way from one link to its target. */
  private final class Way {
    private final CommitSha commit;
    private final Deque<String> here = new ArrayDeque<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Set<String> links = new HashSet<>();
    private int steps;

    Way(CommitSha commit, String directory) {
      this.commit = commit;
      here.addAll(Paths.names(directory));
    }

    Target follow(Entry first) {
      Optional<Target> end = enter(first);
      while (end.isEmpty()) {
        end = ahead.isEmpty() ? Optional.of(new Target.Directory(path())) : step(ahead.pop());
      }
      return end.get();
    }

    private String path() {
      return here.isEmpty() ? Paths.ROOT : String.join("/", here);
    }

    /** Takes one step; the target when this was the last one. */
    private Optional<Target> step(String name) {
      if (++steps > MOST_STEPS) {
        return nothing("leads through more than %d directories".formatted(MOST_STEPS));
      }
      if (name.isEmpty() || name.equals(".")) {
        return Optional.empty();
      }
      if (name.equals("..")) {
        return here.pollLast() == null ? nothing("leads out of the repository") : Optional.empty();
      }
      Optional<Entry> entry =
          trees.fullDirectory(commit, path()).flatMap((Listing it) -> it.entry(name));
      if (entry.isEmpty()) {
        return nothing("points at something that does not exist");
      }
      if (entry.get().isDirectory()) {
        here.addLast(name);
        return Optional.empty();
      }
      return entry.get().isSymbolicLink() ? enter(entry.get()) : end(entry.get());
    }

    private Optional<Target> end(Entry entry) {
      if (!entry.isFile()) {
        return Optional.of(new Target.Submodule());
      }
      return ahead.isEmpty()
          ? Optional.of(new Target.File(entry, path()))
          : nothing("points at something that does not exist");
    }

    private Optional<Target> enter(Entry link) {
      if (!links.add(Paths.in(path(), link.name()))) {
        return nothing("leads back to itself");
      }
      if (links.size() > MOST_LINKS) {
        return nothing("leads through more than %d links".formatted(MOST_LINKS));
      }
      FileContent content = trees.link(link);
      if (!content.complete() || content.bytes().length > MOST_BYTES) {
        return nothing("has a target of more than %d bytes".formatted(MOST_BYTES));
      }
      String target = new String(content.bytes(), UTF_8);
      if (target.startsWith("/")) {
        return nothing("to %s leads out of the repository".formatted(Quoted.of(target)));
      }
      Arrays.asList(target.split("/", -1)).reversed().forEach(ahead::push);
      return Optional.empty();
    }

    private static Optional<Target> nothing(String why) {
      return Optional.of(new Target.Nothing(why));
    }
  }
}
