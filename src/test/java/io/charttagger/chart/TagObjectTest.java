package io.charttagger.chart;

import static io.charttagger.plan.ChartStateBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.TestPlans;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SHA that is computed in advance is the one that git computes. */
final class TagObjectTest {
  // git's own empty tree, the only thing a commit needs.
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  private static final Instant WHEN = Instant.ofEpochSecond(1_763_800_000);

  @TempDir private Path repository;
  private CommitSha commit;

  @BeforeEach
  void initialise() throws Exception {
    git("", "init", "--quiet", "--bare", ".");
    git("", "hash-object", "-t", "tree", "-w", "--stdin");
    commit = CommitSha.parse(git("", "commit-tree", EMPTY_TREE, "-m", "Add a"));
    git("", "update-ref", "HEAD", commit.value());
  }

  static Stream<String> annotations() {
    return Stream.of(
        "Release: a v1.2.3\n",
        "Release: a v1.2.3\n\nChangelog:\n# A heading git would strip\n\n- Ünïcödé 🎉\n",
        "Release: a v1.2.3\n\n\n  trailing blanks  \n\n",
        "no newline at the end");
  }

  private TagObject tag(String annotation) {
    return new TagObject(
        new TagName("a-v1.2.3+build.5"), commit, annotation, TestPlans.TAGGER, WHEN);
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void gitComputesTheSameSha(String annotation) throws Exception {
    TagObject tag = tag(annotation);

    assertThat(git(tag.content(), "hash-object", "-t", "tag", "-w", "--stdin"))
        .isEqualTo(tag.sha());
    assertThat(git(tag.content(), "mktag")).isEqualTo(tag.sha());
    git("", "update-ref", tag.name().ref(), tag.sha());
    assertThat(git("", "fsck", "--strict")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void jgitComputesTheSameSha(String annotation) throws Exception {
    TagObject tag = tag(annotation);
    TagBuilder builder = new TagBuilder();
    builder.setTag(tag.name().value());
    builder.setObjectId(ObjectId.fromString(commit.value()), Constants.OBJ_COMMIT);
    builder.setTagger(
        new PersonIdent(tag.tagger().name(), tag.tagger().email(), tag.date(), ZoneOffset.UTC));
    builder.setMessage(annotation);

    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      assertThat(formatter.idFor(Constants.OBJ_TAG, builder.build()).name()).isEqualTo(tag.sha());
    }
  }

  @Test
  void gitShowsThePartsUnchanged() throws Exception {
    git(tag("Release: a v1.2.3\n").content(), "hash-object", "-t", "tag", "-w", "--stdin");

    assertThat(git("", "cat-file", "-p", tag("Release: a v1.2.3\n").sha()))
        .isEqualTo(
            """
            object %s
            type commit
            tag a-v1.2.3+build.5
            tagger chart-tagger[bot] <chart-tagger[bot]@example.com> 1763800000 +0000

            Release: a v1.2.3\
            """
                .formatted(commit));
  }

  @Test
  void onlyTheSameInputGivesTheSameObject() {
    TagObject first = created("1", "1.0.0");

    assertThat(created("1", "1.0.0")).isEqualTo(first);
    assertThat(created("1", "1.0.0").sha()).isEqualTo(first.sha());
    assertThat(created("2", "1.0.0").sha()).isNotEqualTo(first.sha());
    assertThat(created("1", "1.0.1").sha()).isNotEqualTo(first.sha());
  }

  private static TagObject created(String digit, String version) {
    return TestPlans.tag(
        TestPlans.step(
            TestPlans.of(MergeBuilder.on(digit).changing(in("charts/a").to("a", version)))));
  }

  /** Runs git with this input and returns its output, stripped. */
  private String git(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of("-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }
}
