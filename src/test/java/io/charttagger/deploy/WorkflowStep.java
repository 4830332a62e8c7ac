package io.charttagger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A step of a workflow file, run the way GitHub's runner does it: its own script text under bash,
 * with files for outputs and summary.
 *
 * @param script the text under {@code run}
 * @param environment the text under {@code env}, expressions and all
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow
 *     commands</a>
 */
record WorkflowStep(String script, Map<String, String> environment) {
  private static final int MINUTES = 2;

  WorkflowStep {
    environment = Map.copyOf(environment);
  }

  /** Takes the one step that a job of the file has. */
  static WorkflowStep of(Path file, String job) throws IOException {
    Map<?, ?> workflow =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    Map<?, ?> jobs = (Map<?, ?>) workflow.get("jobs");
    List<?> steps = (List<?>) ((Map<?, ?>) jobs.get(job)).get("steps");
    if (steps.size() != 1) {
      throw new IllegalStateException("job " + job + " has " + steps.size() + " steps, not one");
    }
    Map<?, ?> step = (Map<?, ?>) steps.getFirst();
    Map<String, String> environment = new HashMap<>();
    ((Map<?, ?>) step.get("env"))
        .forEach((name, value) -> environment.put(name.toString(), value.toString()));
    return new WorkflowStep(step.get("run").toString(), environment);
  }

  /**
   * Runs the script in an empty directory.
   *
   * @param values all of its environment but what every process has
   */
  Result run(Path directory, Map<String, String> values) throws Exception {
    Path file = Files.writeString(directory.resolve("step.sh"), script);
    Path outputs = Files.createFile(directory.resolve("outputs"));
    Path summary = Files.createFile(directory.resolve("summary"));
    Path log = directory.resolve("log");
    ProcessBuilder bash =
        new ProcessBuilder(
            "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", file.toString());
    bash.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    bash.environment().putAll(values);
    bash.environment().put("GITHUB_OUTPUT", outputs.toString());
    bash.environment().put("GITHUB_STEP_SUMMARY", summary.toString());
    Path work = Files.createDirectory(directory.resolve("work"));
    Process process =
        bash.directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the script hangs: " + Files.readString(log));
    }
    try (var left = Files.list(work)) {
      return new Result(
          process.exitValue(),
          Files.readString(log),
          outputs(Files.readAllLines(outputs)),
          Files.readString(summary),
          left.map(Path::toString).toList());
    }
  }

  /**
   * What came of the step.
   *
   * @param exit 0 when the step is green
   * @param log all that it printed
   * @param outputs by name, as the runner reads them
   * @param summary the Markdown of the job summary
   * @param left files that it left in its working directory
   */
  record Result(
      int exit, String log, Map<String, String> outputs, String summary, List<String> left) {
    Result {
      outputs = Map.copyOf(outputs);
      left = List.copyOf(left);
    }
  }

  private static Map<String, String> outputs(List<String> lines) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      int heredoc = line.indexOf("<<");
      int equals = line.indexOf('=');
      if (heredoc < 0 || (equals >= 0 && equals < heredoc)) {
        outputs.put(line.substring(0, equals), line.substring(equals + 1));
        continue;
      }
      List<String> rest = lines.subList(at + 1, lines.size());
      int end = rest.indexOf(line.substring(heredoc + 2));
      outputs.put(line.substring(0, heredoc), String.join("\n", rest.subList(0, end)));
      at += end + 1;
    }
    return outputs;
  }
}
