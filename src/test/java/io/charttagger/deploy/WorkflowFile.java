package io.charttagger.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A workflow of GitHub Actions as a tree. */
final class WorkflowFile {
  private WorkflowFile() {}

  static JsonNode read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static JsonNode parse(String text) {
    Map<?, ?> workflow = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    Map<Object, Object> named = new LinkedHashMap<>(workflow);
    // YAML 1.1, which GitHub does not follow here, takes the word "on" for a truth.
    named.put("on", named.remove(true));
    return JsonMapper.builder().build().valueToTree(named);
  }
}
