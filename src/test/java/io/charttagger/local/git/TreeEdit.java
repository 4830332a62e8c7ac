package io.charttagger.local.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.local.git.FileChanges.Change;
import io.charttagger.local.git.FileChanges.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes trees; reads and rewrites only those that a change touches. */
final class TreeEdit {
  private final ObjectInserter inserter;
  private final ObjectReader reader;

  TreeEdit(ObjectInserter inserter, ObjectReader reader) {
    this.inserter = inserter;
    this.reader = reader;
  }

  /** The tree with these changes made; an empty tree may come of it. */
  ObjectId apply(Optional<ObjectId> tree, Map<String, Change> changes) throws IOException {
    Map<String, Node> nodes = tree.isPresent() ? read(tree.get()) : new LinkedHashMap<>();
    Map<String, Map<String, Change>> below = new LinkedHashMap<>();
    for (Map.Entry<String, Change> change : changes.entrySet()) {
      int slash = change.getKey().indexOf('/');
      if (slash < 0) {
        Optional<Node> stored = change.getValue().store(inserter);
        nodes.remove(change.getKey());
        stored.ifPresent(node -> nodes.put(change.getKey(), node));
      } else {
        below
            .computeIfAbsent(change.getKey().substring(0, slash), name -> new LinkedHashMap<>())
            .put(change.getKey().substring(slash + 1), change.getValue());
      }
    }
    for (Map.Entry<String, Map<String, Change>> directory : below.entrySet()) {
      Optional<ObjectId> old =
          Optional.ofNullable(nodes.get(directory.getKey())).filter(Node::isTree).map(Node::id);
      ObjectId edited = apply(old, directory.getValue());
      nodes.remove(directory.getKey());
      if (!edited.equals(Constants.EMPTY_TREE_ID)) {
        nodes.put(directory.getKey(), new Node(FileMode.TREE.getBits(), edited));
      }
    }
    return write(nodes);
  }

  private Map<String, Node> read(ObjectId tree) throws IOException {
    Map<String, Node> nodes = new LinkedHashMap<>();
    CanonicalTreeParser parser = new CanonicalTreeParser(new byte[0], reader, tree);
    for (; !parser.eof(); parser.next(1)) {
      nodes.put(
          parser.getEntryPathString(),
          new Node(parser.getEntryRawMode(), parser.getEntryObjectId()));
    }
    return nodes;
  }

  /** Byte by byte, because JGit would tidy unusual mode bits away. */
  private ObjectId write(Map<String, Node> nodes) throws IOException {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
    for (Map.Entry<String, Node> entry :
        nodes.entrySet().stream()
            .sorted(Comparator.comparing(TreeEdit::sortKey, Arrays::compareUnsigned))
            .toList()) {
      Node node = entry.getValue();
      tree.writeBytes((Integer.toOctalString(node.mode()) + " " + entry.getKey()).getBytes(UTF_8));
      tree.write(0);
      node.id().copyRawTo(id, 0);
      tree.writeBytes(id);
    }
    return inserter.insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  /** git sorts a directory as if its name ended with a slash. */
  private static byte[] sortKey(Map.Entry<String, Node> entry) {
    return (entry.getValue().isTree() ? entry.getKey() + "/" : entry.getKey()).getBytes(UTF_8);
  }
}
