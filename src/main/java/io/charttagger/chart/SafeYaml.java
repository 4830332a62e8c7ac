package io.charttagger.chart;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads untrusted YAML as nodes. No objects are constructed and no aliases are expanded, so a
 * "billion laughs" document stays as small as it was written.
 */
public final class SafeYaml {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_ALIASES = 1000;

  private SafeYaml() {}

  /**
   * The first document's root, empty when there is none.
   *
   * @throws YAMLException when it is not YAML or is nested too deeply
   */
  public static Optional<Node> firstDocument(String text) {
    Composer composer = composer(text);
    return composer.checkNode() ? Optional.of(composer.getNode()) : Optional.empty();
  }

  private static Composer composer(String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    // Safe: a tag only matters when objects are constructed. Helm ignores tags as well.
    limits.setTagInspector(tag -> true);
    return new Composer(new ParserImpl(new StreamReader(text), limits), new Resolver(), limits);
  }

  /**
   * The document's root, empty when there is none.
   *
   * @throws YAMLException when it is not YAML, is nested too deeply or holds several documents
   */
  public static Optional<Node> onlyDocument(String text) {
    return Optional.ofNullable(composer(text).getSingleNode());
  }

  /** The problem in one line, with as little of the document's text as the parser allows. */
  public static String problemOf(YAMLException fault) {
    String message =
        switch (fault) {
          case MarkedYAMLException marked when marked.getProblemMark() != null ->
              "line " + (marked.getProblemMark().getLine() + 1) + ": " + marked.getProblem();
          default -> String.valueOf(fault.getMessage());
        };
    String line = CleanText.singleLine(message);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /**
   * The value of a key. As in Helm, the last of repeated keys wins, and a key that is written out
   * wins over one merged in with {@code <<}.
   */
  public static Optional<Node> find(MappingNode mapping, String key) {
    return find(mapping, key, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** The set of visited mappings stops cycles, and limits the work where aliases fan out. */
  private static Optional<Node> find(MappingNode mapping, String key, Set<Node> seen) {
    if (!seen.add(mapping)) {
      return Optional.empty();
    }
    List<NodeTuple> entries = mapping.getValue().reversed();
    for (NodeTuple entry : entries) {
      if (isKey(entry, key)) {
        return Optional.of(entry.getValueNode());
      }
    }
    for (NodeTuple entry : entries) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        Optional<Node> merged = findMerged(entry.getValueNode(), key, seen);
        if (merged.isPresent()) {
          return merged;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Node> findMerged(Node merged, String key, Set<Node> seen) {
    List<Node> sources = merged instanceof SequenceNode list ? list.getValue() : List.of(merged);
    for (Node source : sources) {
      Optional<Node> found =
          source instanceof MappingNode mapping ? find(mapping, key, seen) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isKey(NodeTuple entry, String key) {
    return entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }
}
