package io.charttagger.chart;

import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Finds name, versions and changes in the text of a {@code Chart.yaml}. */
final class ChartYamlReader {
  /** Real files stay below a tenth of this, even with resource definitions in annotations. */
  static final int MAX_BYTES = 1 << 20;

  /** Real ones have a tenth of it. */
  private static final int MAX_APP_VERSION = 100;

  private static final Set<Tag> NOT_TEXT = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

  /** Booleans for Helm's YAML 1.1 parser, text for others. */
  private static final Set<String> YAML_11_BOOLEANS = Set.of("y", "Y", "n", "N");

  private ChartYamlReader() {}

  /**
   * Reads one text.
   *
   * @throws YAMLException when it is not YAML
   * @throws IllegalArgumentException saying what is missing or wrong, and how to fix it
   */
  static ChartYaml read(String text) {
    if (!(SafeYaml.firstDocument(text).orElse(null) instanceof MappingNode chart)) {
      throw new IllegalArgumentException(
          text.isBlank()
              ? "empty; write at least name and version"
              : "not a YAML mapping; write `name: …` and `version: …` at its top level");
    }
    ChartName name = ChartName.parse(plainText(scalar(chart, "name")));
    ChartVersion version = ChartVersion.parse(scalar(chart, "version").getValue());
    return new ChartYaml.Chart(name, version, appVersion(chart), changes(chart));
  }

  private static ScalarNode scalar(MappingNode chart, String key) {
    Node value =
        SafeYaml.find(chart, key)
            .filter(found -> !found.getTag().equals(Tag.NULL))
            .orElseThrow(
                () -> new IllegalArgumentException("no " + key + "; add `" + key + ": …` to it"));
    if (!(value instanceof ScalarNode scalar)) {
      throw new IllegalArgumentException(key + " is a list or a mapping; write a single value");
    }
    if (scalar.getValue().isEmpty()) {
      throw new IllegalArgumentException(key + " is empty; give it a value");
    }
    return scalar;
  }

  /**
   * A name must be text in YAML: parsers disagree about {@code 1e3} or {@code on}. A version needs
   * no such check, because no other YAML type looks like three numbers.
   */
  private static String plainText(ScalarNode name) {
    String value = name.getValue();
    boolean isYaml11Boolean = name.isPlain() && YAML_11_BOOLEANS.contains(value);
    if (isYaml11Boolean || NOT_TEXT.contains(name.getTag())) {
      throw new IllegalArgumentException(
          "YAML reads the name " + Quoted.of(value) + " as a number or a boolean; quote it");
    }
    return value;
  }

  /** For people only, so whatever is written there is no reason to refuse the chart. */
  private static Optional<String> appVersion(MappingNode chart) {
    return SafeYaml.find(chart, "appVersion")
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> !scalar.getTag().equals(Tag.NULL))
        .map(scalar -> CleanText.singleLine(scalar.getValue()))
        .filter(version -> !version.isEmpty() && version.length() <= MAX_APP_VERSION);
  }

  private static Optional<String> changes(MappingNode chart) {
    return SafeYaml.find(chart, "annotations")
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .flatMap(annotations -> SafeYaml.find(annotations, "artifacthub.io/changes"))
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> scalar.getTag().equals(Tag.STR))
        .map(ScalarNode::getValue);
  }
}
