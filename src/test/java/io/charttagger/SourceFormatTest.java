package io.charttagger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every source file is formatted by google-java-format. A test rather than a build plugin, because
 * a plugin runs on Maven's own Java, and an older one cannot parse our sources.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SourceFormatTest {

  @Test
  void everySourceFileIsFormattedByGoogleJavaFormat() throws Exception {
    for (Path file : sources()) {
      assertThat(Files.readString(file))
          .as("%s; `mvn test-compile exec:exec@format` fixes it", file)
          .isEqualTo(formatted(file));
    }
  }

  /** Rewrites the files that differ. */
  public static void main(String[] arguments) throws Exception {
    for (Path file : sources()) {
      String formatted = formatted(file);
      if (!Files.readString(file).equals(formatted)) {
        Files.writeString(file, formatted);
        System.out.println("formatted " + file);
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String formatted(Path file) throws IOException, FormatterException {
    String imports =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(Files.readString(file)),
            JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(imports);
  }
}
