package io.charttagger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml as maps and lists; {@code !Ref x} is the text "!Ref x". */
record Template(Map<?, ?> content) {

  static Template read() throws IOException {
    return new Template(
        new Yaml(new Constructor()).load(Files.readString(Path.of("template.yaml"))));
  }

  /** What stands at the end of these keys. */
  Object at(String... keys) {
    Object value = content;
    for (String key : keys) {
      value = ((Map<?, ?>) value).get(key);
      if (value == null) {
        throw new AssertionError("template.yaml has no " + String.join(".", keys));
      }
    }
    return value;
  }

  /** The resources by their logical names. */
  Map<String, Map<?, ?>> resources() {
    Map<String, Map<?, ?>> resources = new LinkedHashMap<>();
    ((Map<?, ?>) at("Resources"))
        .forEach((name, resource) -> resources.put(name.toString(), (Map<?, ?>) resource));
    return resources;
  }

  /** The function's environment as CloudFormation makes it when these parameters are given. */
  Map<String, String> environment(Map<String, String> parameters) {
    Map<String, String> environment = new HashMap<>();
    ((Map<?, ?>) at("Resources", "Function", "Properties", "Environment", "Variables"))
        .forEach(
            (name, value) -> {
              if (!(value instanceof List<?> choice)) {
                environment.put(name.toString(), resolved(value.toString(), parameters));
              } else if (holds(choice.getFirst().toString(), parameters)) {
                environment.put(name.toString(), resolved(choice.get(1).toString(), parameters));
              }
            });
    return environment;
  }

  /** Whether a condition is true that asks whether a parameter is not empty. */
  private boolean holds(String condition, Map<String, String> parameters) {
    List<?> not = (List<?>) at("Conditions", condition);
    List<?> equal = (List<?>) not.getFirst();
    if (!equal.getLast().equals("")) {
      throw new IllegalStateException(condition + " is another kind of condition");
    }
    return !resolved(equal.getFirst().toString(), parameters).isEmpty();
  }

  private String resolved(String value, Map<String, String> parameters) {
    String name = value.substring("!Ref ".length());
    if (((Map<?, ?>) at("Resources")).containsKey(name)) {
      return name;
    }
    return parameters.containsKey(name)
        ? parameters.get(name)
        : at("Parameters", name, "Default").toString();
  }

  private static final class Constructor extends SafeConstructor {
    Constructor() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return switch (node) {
                case ScalarNode scalar -> node.getTag().getValue() + " " + scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalStateException("unknown node " + node);
              };
            }
          });
    }
  }
}
