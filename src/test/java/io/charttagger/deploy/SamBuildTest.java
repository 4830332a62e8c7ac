package io.charttagger.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code sam build} runs: the Makefile, with the target that SAM names after the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html">Building
 *     with a Makefile</a>
 */
final class SamBuildTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  @TempDir private Path repository;

  @BeforeEach
  void layOutTheSources() throws Exception {
    write("pom.xml", NOON);
    write("src/assembly/function.xml", NOON);
    write("src/main/java/Code.java", NOON);
    Path makefile = repository.resolve("src/assembly/Makefile");
    Files.copy(Path.of("src/assembly/Makefile"), makefile);
    Files.setLastModifiedTime(makefile, FileTime.from(NOON));
  }

  @Test
  void aCloneWithoutAPackageFailsWithTheCommandThatMakesOne() throws Exception {
    Result result = build();

    assertThat(result.exit()).isNotZero();
    assertThat(result.output())
        .contains("There is no package in target/: run mvn package, then sam build again.");
  }

  @Test
  void thePackageIsTakenAsItIs() throws Exception {
    pack();

    assertThat(build()).isEqualTo(new Result(0, ""));

    assertThat(repository.resolve("built/io/Code.class")).exists();
    assertThat(repository.resolve("built/lib/library.jar")).exists();
  }

  @Test
  void aPackageOlderThanASourceFailsAndNamesIt() throws Exception {
    pack();
    write("src/main/java/Code.java", NOON.plusSeconds(61));

    Result result = build();

    assertThat(result.exit()).isNotZero();
    assertThat(result.output())
        .contains(
            "The package in target/ is older than src/main/java/Code.java: run mvn package, then sam build again.");
    assertThat(repository.resolve("built/io/Code.class")).doesNotExist();
  }

  @Test
  void theTemplateLetsSamRunIt() throws Exception {
    Template template = Template.read();

    assertThat(template.at("Resources", "Function", "Metadata").toString())
        .contains("BuildMethod=makefile", "ContextPath=src/assembly", "WorkingDirectory=.");
    assertThat(template.at("Resources", "Function", "Properties", "CodeUri"))
        .isEqualTo("target/function");
  }

  private void pack() throws Exception {
    write("target/function/io/Code.class", NOON);
    write("target/function/lib/library.jar", NOON);
    write("target/function.zip", NOON.plusSeconds(60));
  }

  private void write(String file, Instant time) throws Exception {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
    Files.setLastModifiedTime(path, FileTime.from(time));
  }

  private record Result(int exit, String output) {}

  private Result build() throws Exception {
    Path built = Files.createDirectories(repository.resolve("built"));
    ProcessBuilder make =
        new ProcessBuilder(
            List.of("make", "--silent", "--makefile", "src/assembly/Makefile", "build-Function"));
    make.environment().putAll(Map.of("ARTIFACTS_DIR", built.toString(), "LC_ALL", "C"));
    Process process = make.directory(repository.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
