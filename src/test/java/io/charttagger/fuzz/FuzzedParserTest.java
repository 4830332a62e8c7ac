package io.charttagger.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FuzzedParserTest {

  /** What fuzzing begins with, so that a target that fails anyway is seen without it. */
  @ParameterizedTest
  @EnumSource
  void whatFuzzingBeginsWithIsReadWholeAndCutAnywhere(FuzzedParser parser) throws Exception {
    FuzzTarget target = parser.target();
    List<String> seeds = target.seeds();

    assertThat(seeds).isNotEmpty().doesNotHaveDuplicates();
    for (String seed : seeds) {
      byte[] bytes = seed.getBytes(UTF_8);
      FuzzedInput.read(target, bytes);
      for (int length = 0; length < Math.min(bytes.length, 300); length++) {
        FuzzedInput.read(target, Arrays.copyOf(bytes, length));
      }
    }
  }
}
