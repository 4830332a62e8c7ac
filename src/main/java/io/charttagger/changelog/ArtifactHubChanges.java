package io.charttagger.changelog;

import io.charttagger.chart.CleanText;
import io.charttagger.chart.SafeYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The {@code artifacthub.io/changes} annotation of a {@code Chart.yaml}: a string with YAML in it,
 * which is a list of strings or of objects with {@code kind} and {@code description}.
 *
 * @see <a href="https://artifacthub.io/docs/topics/annotations/helm/">Artifact Hub annotations</a>
 */
public final class ArtifactHubChanges {

  private ArtifactHubChanges() {}

  /** The content of the annotation. */
  public sealed interface Result {

    /**
     * At least one change.
     *
     * @param markdown a list, {@code - text} or {@code - kind: description}, further lines indented
     *     by two; LF line ends, none after the last line
     */
    record Entries(String markdown) implements Result {}

    /**
     * Not the YAML that Artifact Hub expects.
     *
     * @param problem one line that says what is wrong
     */
    record Broken(String problem) implements Result {}

    /** No change is listed. */
    record None() implements Result {}
  }

  /** Reads the annotation's text. Never fails. */
  public static Result parse(String annotation) {
    try {
      List<String> entries = entries(SafeYaml.firstDocument(annotation));
      return entries.isEmpty() ? new Result.None() : new Result.Entries(String.join("\n", entries));
    } catch (YAMLException malformed) {
      return new Result.Broken("not valid YAML (" + SafeYaml.problemOf(malformed) + ")");
    } catch (IllegalArgumentException invalid) {
      return new Result.Broken(String.valueOf(invalid.getMessage()));
    }
  }

  private static List<String> entries(Optional<Node> root) {
    if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
      return List.of();
    }
    if (!(root.get() instanceof SequenceNode list)) {
      throw new IllegalArgumentException("not a list; start each change with `- `");
    }
    List<String> entries = new ArrayList<>();
    int number = 0;
    for (Node item : list.getValue()) {
      number++;
      String text = textOf(item, number);
      if (!text.isEmpty()) {
        entries.add("- " + indented(text));
      }
    }
    return entries;
  }

  private static String textOf(Node item, int number) {
    return switch (item) {
      case ScalarNode scalar -> CleanText.multiLine(scalar.getValue()).strip();
      case MappingNode change -> {
        String description =
            value(change, "description")
                .map(text -> CleanText.multiLine(text).strip())
                .filter(text -> !text.isEmpty())
                .orElseThrow(
                    () -> new IllegalArgumentException("change " + number + " has no description"));
        yield value(change, "kind")
                .map(CleanText::singleLine)
                .filter(kind -> !kind.isEmpty())
                .map(kind -> kind + ": ")
                .orElse("")
            + description;
      }
      default ->
          throw new IllegalArgumentException(
              "change " + number + " is neither a string nor an object");
    };
  }

  private static Optional<String> value(MappingNode change, String key) {
    return SafeYaml.find(change, key)
        .filter(found -> !found.getTag().equals(Tag.NULL))
        .filter(ScalarNode.class::isInstance)
        .map(found -> ((ScalarNode) found).getValue());
  }

  private static String indented(String text) {
    StringBuilder indented = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (!indented.isEmpty()) {
        indented.append(line.isBlank() ? "\n" : "\n  ");
      }
      indented.append(line.stripTrailing());
    }
    return indented.toString();
  }
}
