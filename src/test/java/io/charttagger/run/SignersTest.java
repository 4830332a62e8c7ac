package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.ChartRef;
import io.charttagger.port.SigningKeys;
import io.charttagger.port.TagSigning;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.signature.SignedTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SignersTest {
  private static final TagSigning.On OLD = on();
  private static final TagSigning.On NEW = on();

  private static final ChartRef SUBJECT =
      new ChartRef(
          "a",
          "charts/a",
          Optional.empty(),
          Optional.empty(),
          CommitSha.parse("a".repeat(40)),
          Optional.empty());

  private static final SigningKeys ROTATED =
      new SigningKeys() {
        @Override
        public TagSigning signing() {
          return OLD;
        }

        @Override
        public TagSigning signingReadAgain() {
          return NEW;
        }
      };

  private final List<Optional<TagSigning.On>> asked = new ArrayList<>();

  private static TagSigning.On on() {
    return SignedTags.signing(SignedTags.newKey()).keys().orElseThrow();
  }

  private List<ChartLine> judged(SigningKeys keys, ChartResult... results) {
    return new Signers(keys)
        .judged(
            signing -> {
              asked.add(signing);
              ChartResult result = results[Math.min(asked.size(), results.length) - 1];
              return List.of(new ChartLine(SUBJECT, result, Optional.empty(), ""));
            });
  }

  @Test
  void aSignatureIsCalledBadOnlyByTheKeysOfNow() {
    assertThat(judged(ROTATED, ChartResult.BAD_SIGNATURE, ChartResult.OK))
        .extracting(ChartLine::result)
        .containsExactly(ChartResult.OK);
    assertThat(asked).containsExactly(Optional.of(OLD), Optional.of(NEW));
  }

  @Test
  void oneThatIsBadStaysSo() {
    assertThat(judged(ROTATED, ChartResult.BAD_SIGNATURE))
        .extracting(ChartLine::result)
        .containsExactly(ChartResult.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChartResult.class,
      names = {"OK", "UNSIGNED", "MISSING"})
  void nothingIsReadAgainForAnythingElse(ChartResult result) {
    judged(ROTATED, result);

    assertThat(asked).containsExactly(Optional.of(OLD));
  }

  @Test
  void withoutAKeyNoneIsAskedFor() {
    judged(TagSigning.Off::new, ChartResult.OK);

    assertThat(asked).containsExactly(Optional.empty());
  }
}
