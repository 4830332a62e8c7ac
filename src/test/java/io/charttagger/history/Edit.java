package io.charttagger.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import java.util.Arrays;

/** What a commit changes. */
@FunctionalInterface
interface Edit {
  FileTree apply(FileTree files);

  static Edit all(Edit... edits) {
    return files ->
        Arrays.stream(edits).reduce(files, (done, edit) -> edit.apply(done), (one, next) -> next);
  }

  static Edit file(String path, String content) {
    return files -> files.write(path, content.getBytes(UTF_8));
  }

  static Edit file(String path, byte[] content) {
    return files -> files.write(path, content);
  }

  /** A directory with a {@code Chart.yaml}. */
  static Edit chart(String directory, String name, String version) {
    return file(Paths.in(directory, "Chart.yaml"), chartYaml(name, version));
  }

  static String chartYaml(String name, String version) {
    return "name: %s\nversion: %s\n".formatted(name, version);
  }

  static Edit link(String path, String target) {
    return files -> files.link(path, target);
  }

  static Edit submodule(String path, CommitSha commit) {
    return files -> files.submodule(path, commit.value());
  }

  static Edit gone(String path) {
    return files -> files.without(path);
  }

  static Edit moved(String from, String to) {
    return files -> files.move(from, to);
  }
}
