package io.charttagger.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What the function's role may do, as template.yaml says. The stand-ins refuse everything else, as
 * AWS does: a call that the template forgot would otherwise fail on AWS only.
 *
 * @param grants the permissions, those that depend on a parameter included
 */
public record FunctionRole(Set<Grant> grants) {
  /** Copies the grants. */
  public FunctionRole {
    grants = Set.copyOf(grants);
  }

  /**
   * One permission.
   *
   * @param action such as {@code dynamodb:GetItem}
   * @param resource as the template names it, such as {@code !GetAtt LockTable.Arn}
   */
  public record Grant(String action, String resource) {}

  /** Reads template.yaml in the working directory. */
  public static FunctionRole ofTemplate() {
    Map<?, ?> template;
    try {
      template = new Yaml(new Tags()).load(Files.readString(Path.of("template.yaml")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<?, ?> role = (Map<?, ?>) ((Map<?, ?>) template.get("Resources")).get("FunctionRole");
    return new FunctionRole(grantsIn(role.get("Properties")).collect(Collectors.toSet()));
  }

  /** True when the role may do this to any resource. */
  boolean allows(String action) {
    return grants.stream().anyMatch(grant -> grant.action().equals(action));
  }

  /** Of all statements below this value, however deep: a condition's are below an {@code !If}. */
  private static Stream<Grant> grantsIn(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.containsKey("Action") && map.containsKey("Resource") ->
          texts(map.get("Action"))
              .flatMap(
                  action ->
                      texts(map.get("Resource")).map(resource -> new Grant(action, resource)));
      case Map<?, ?> map -> map.values().stream().flatMap(FunctionRole::grantsIn);
      case List<?> list -> list.stream().flatMap(FunctionRole::grantsIn);
      default -> Stream.empty();
    };
  }

  private static Stream<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString)
        : Stream.of(value.toString());
  }

  /** Takes CloudFormation's short forms for the text that they are. */
  private static final class Tags extends SafeConstructor {
    Tags() {
      super(new LoaderOptions());
      Function<Node, Object> plain =
          node ->
              switch (node) {
                case ScalarNode scalar -> node.getTag().getValue() + " " + scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalStateException("unknown node " + node);
              };
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return plain.apply(node);
            }
          });
    }
  }
}
