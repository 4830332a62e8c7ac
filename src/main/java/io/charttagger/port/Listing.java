package io.charttagger.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One directory at one commit.
 *
 * @param sha the tree's SHA
 * @param entries what it holds, not deeper
 */
public record Listing(String sha, List<Entry> entries) {

  /** Copies the entries. */
  public Listing {
    entries = List.copyOf(entries);
  }

  /**
   * One name in a directory.
   *
   * @param name the name, without the path
   * @param mode git's mode, such as {@code 040000} for a directory and {@code 120000} for a
   *     symbolic link
   * @param sha the object's SHA
   * @param size a file's size in bytes; 0 for what is no file
   */
  public record Entry(String name, String mode, String sha, long size) {
    /** True for a directory. */
    public boolean isDirectory() {
      return mode.equals("040000");
    }

    /** True for a regular file. */
    public boolean isFile() {
      return mode.startsWith("100");
    }

    /** True for a symbolic link or a submodule: what it means is somewhere else. */
    public boolean isElsewhere() {
      return isSymbolicLink() || mode.equals("160000");
    }

    /** True for a symbolic link. */
    public boolean isSymbolicLink() {
      return mode.equals("120000");
    }
  }

  /** The entry of exactly that name. */
  public Optional<Entry> entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * The file of that name in any case, or the link; the exact one first, and files before links.
   */
  public Optional<Entry> fileInAnyCase(String name) {
    return entry(name)
        .filter(entry -> entry.isFile() || entry.isSymbolicLink())
        .or(() -> inAnyCase(name, Entry::isFile))
        .or(() -> inAnyCase(name, Entry::isSymbolicLink));
  }

  private Optional<Entry> inAnyCase(String name, Predicate<Entry> kind) {
    return entries.stream()
        .filter(kind)
        .filter(entry -> entry.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
