package io.charttagger.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.CleanText;
import io.charttagger.chart.TagName;
import io.charttagger.fuzz.FuzzTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whatever is in a release pull request's body, nothing that it lists is lost when it is updated,
 * and a second update changes nothing. Whatever is in a changelog or in a lineage, it is read as it
 * was written.
 */
public final class ReleaseFuzz implements FuzzTarget {
  private static final int MAX_BODY_LENGTH = 65_536;
  private static final ReleaseEntry ADDED =
      ReleaseEntries.entry("web", "1.2.3", "- One.", new Attestation("lint", "1"));
  private static final ReleaseEntry OTHER =
      ReleaseEntries.entry("db", "2.0.0", "", new Attestation("lint", "1"));

  @Override
  public List<String> seeds() {
    String two = ReleaseEntries.opened(ADDED, OTHER).body();
    return List.of(
        two,
        "Text before.\r\n\r\n" + two + "\n\nText after.",
        ReleaseEntries.opened(OTHER).body().replaceFirst("(?s)<details>.*(?=<!-- CHART)", ""),
        two.replaceFirst("<!-- ATTESTATION_MAP.*-->\n", ""),
        ReleaseRegion.BEGIN + "\n<!-- CHART_RELEASES [] -->\n" + ReleaseRegion.END,
        "A mention of @ada & #7, closes #8: <b>`x`</b> | www.example.com\n</details>\n-->");
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, UTF_8);
    checkUpdate(text);
    checkWritten(text);
  }

  private static void checkUpdate(String body) {
    List<ReleaseEntry> listed = ReleasePullRequest.listedIn(body);
    ReleasePullRequest updated;
    try {
      updated = ReleaseEntries.updated(body.lines().findFirst().orElse(""), body, ADDED);
    } catch (IllegalArgumentException tooLong) {
      assertThat(tooLong).hasMessageContaining("merge it");
      return;
    }
    assertThat(updated.body()).hasSizeLessThanOrEqualTo(MAX_BODY_LENGTH);
    assertThat(updated.problems()).allMatch(problem -> problem.indexOf('\n') < 0);
    assertThat(tags(ReleasePullRequest.listedIn(updated.body())))
        .isEqualTo(
            Stream.concat(listed.stream(), Stream.of(ADDED))
                .map(ReleaseEntry::tag)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    ReleasePullRequest again = ReleaseEntries.updated(updated, ADDED);
    assertThat(again.body()).isEqualTo(updated.body());
    assertThat(again.title()).isEqualTo(updated.title());
    assertThat(again.problems()).isEmpty();
  }

  private static Set<TagName> tags(List<ReleaseEntry> entries) {
    return entries.stream()
        .map(ReleaseEntry::tag)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void checkWritten(String text) {
    String line = CleanText.singleLine(text.lines().findFirst().orElse(""));
    String word =
        line.substring(0, line.offsetByCodePoints(0, Math.min(100, points(line)))).strip();
    ReleaseEntry entry =
        ReleaseEntries.entry(
            "web",
            "1.2.3",
            CleanText.multiLine(text),
            word.isEmpty() ? new Attestation("a", "b") : new Attestation(word, word));

    List<ReleaseEntry> read =
        ReleasePullRequest.listedIn(ReleaseEntries.opened(entry, OTHER).body());

    boolean whole = read.stream().allMatch(it -> it.changelog().isPresent());
    assertThat(read)
        .isEqualTo(
            whole
                ? List.of(entry, OTHER)
                : List.of(withoutChangelog(entry), withoutChangelog(OTHER)));
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  private static ReleaseEntry withoutChangelog(ReleaseEntry entry) {
    return new ReleaseEntry(
        entry.chart(),
        entry.version(),
        entry.tag(),
        entry.commit(),
        entry.sourcePullRequest(),
        entry.place(),
        entry.lineage(),
        Optional.empty());
  }
}
