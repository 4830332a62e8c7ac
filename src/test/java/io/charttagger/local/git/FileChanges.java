package io.charttagger.local.git;

import io.charttagger.chart.CommitSha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * What one commit changes, path by path. Immutable: every method gives a new value. A later change
 * of a path replaces an earlier one.
 */
public final class FileChanges {
  private static final FileChanges NONE = new FileChanges(Map.of());

  private final Map<String, Change> changes;

  private FileChanges(Map<String, Change> changes) {
    this.changes = changes;
  }

  /** No change: the commit keeps its parent's tree. */
  public static FileChanges none() {
    return NONE;
  }

  /** Texts to write; an empty {@link Optional} deletes. */
  public static FileChanges of(Map<String, Optional<String>> contents) {
    FileChanges all = NONE;
    for (Map.Entry<String, Optional<String>> entry : contents.entrySet()) {
      all =
          entry.getValue().isPresent()
              ? all.write(entry.getKey(), entry.getValue().get())
              : all.delete(entry.getKey());
    }
    return all;
  }

  /** An ordinary file holding this text in UTF-8. */
  public FileChanges write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An ordinary file holding these bytes. */
  public FileChanges write(String path, byte[] bytes) {
    return blob(path, FileMode.REGULAR_FILE.getBits(), bytes);
  }

  /** A file that may be run. */
  public FileChanges executable(String path, String text) {
    return blob(path, FileMode.EXECUTABLE_FILE.getBits(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** A symbolic link. */
  public FileChanges link(String path, String target) {
    return blob(path, FileMode.SYMLINK.getBits(), target.getBytes(StandardCharsets.UTF_8));
  }

  /** A submodule that stands on a commit of another repository. */
  public FileChanges submodule(String path, CommitSha commit) {
    return entry(path, FileMode.GITLINK.getBits(), commit.value());
  }

  /**
   * Any mode bits with any object, also one that does not exist ({@code 0100664}, an old git's).
   */
  public FileChanges entry(String path, int mode, String object) {
    ObjectId id = ObjectId.fromString(object);
    return with(path, inserter -> Optional.of(new Node(mode, id)));
  }

  /** Deletes a file, or a directory with all that is in it. */
  public FileChanges delete(String path) {
    return with(path, inserter -> Optional.empty());
  }

  Map<String, Change> byPath() {
    return changes;
  }

  private FileChanges blob(String path, int mode, byte[] bytes) {
    byte[] kept = bytes.clone();
    return with(
        path, inserter -> Optional.of(new Node(mode, inserter.insert(Constants.OBJ_BLOB, kept))));
  }

  private FileChanges with(String path, Change change) {
    Map<String, Change> all = new LinkedHashMap<>(changes);
    all.put(path, change);
    return new FileChanges(all);
  }

  /** Puts what a path is to hold into the object database; empty when the path is to go. */
  @FunctionalInterface
  interface Change {
    Optional<Node> store(ObjectInserter inserter) throws IOException;
  }

  /** One entry of a tree. */
  record Node(int mode, ObjectId id) {
    boolean isTree() {
      return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_TREE;
    }
  }
}
