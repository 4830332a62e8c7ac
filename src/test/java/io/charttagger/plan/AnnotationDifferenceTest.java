package io.charttagger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.TagName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnnotationDifferenceTest {
  private static final String EXPECTED = "Release: a v1.0.0\n\nChangelog:\n- One.\n";

  private static String between(String actual) {
    return AnnotationDifference.between(new TagName("a-v1.0.0"), Optional.of(actual), EXPECTED);
  }

  @Test
  void aLightweightTagHasNoAnnotation() {
    assertThat(AnnotationDifference.between(new TagName("a-v1.0.0"), Optional.empty(), EXPECTED))
        .isEqualTo("a-v1.0.0 is a lightweight tag, so it has no annotation");
  }

  @Test
  void theFirstLineThatDiffersIsQuotedOnBothSides() {
    assertThat(between("Release: a v1.0.0\n\nChangelog:\n- Two.\n- Three.\n"))
        .isEqualTo(
            "a-v1.0.0 has a different annotation: line 4 is \"- Two.\", but this run would write"
                + " \"- One.\"");
  }

  @Test
  void theFirstLineMayDiffer() {
    assertThat(between("v1")).contains("line 1 is \"v1\", but this run would write \"Release: a");
  }

  @Test
  void aMissingLineIsEmpty() {
    assertThat(between("Release: a v1.0.0\n\nChangelog:\n"))
        .endsWith("line 4 is \"\", but this run would write \"- One.\"");
  }

  @Test
  void anExtraLineIsQuoted() {
    assertThat(between(EXPECTED + "More\n"))
        .endsWith("line 5 is \"More\", but this run would write \"\"");
  }

  @Test
  void hostileTextIsMadeVisible() {
    assertThat(between("\u001b[2J")).contains("line 1 is \"\\u001B[2J\"");
  }

  @Test
  void differentLineEndsAreADifference() {
    assertThat(between(EXPECTED.stripTrailing()))
        .isEqualTo("a-v1.0.0 has the same annotation except for its line ends");
    assertThat(between(EXPECTED.replace("\n", "\r\n")))
        .isEqualTo("a-v1.0.0 has the same annotation except for its line ends");
  }
}
