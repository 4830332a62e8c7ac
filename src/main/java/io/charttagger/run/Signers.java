package io.charttagger.run;

import io.charttagger.port.SigningKeys;
import io.charttagger.port.TagSigning;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose signatures count. The keys at hand may be minutes old, so before a signature is called bad
 * they are read again.
 */
final class Signers {
  private final SigningKeys keys;
  private final Optional<TagSigning.On> known;

  /**
   * Takes the keys at hand.
   *
   * @throws io.charttagger.port.PermanentFailure when they cannot be used
   */
  Signers(SigningKeys keys) {
    this.keys = keys;
    this.known = keys.signing().keys();
  }

  /**
   * Judges tags.
   *
   * @param judge by these keys; empty when tags are not signed
   */
  List<ChartLine> judged(Function<Optional<TagSigning.On>, List<ChartLine>> judge) {
    List<ChartLine> lines = judge.apply(known);
    return lines.stream().anyMatch(line -> line.result() == ChartResult.BAD_SIGNATURE)
        ? judge.apply(keys.signingReadAgain().keys())
        : lines;
  }
}
