package io.charttagger.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/** Whatever is in a pull request's body, its lineage is short, and each entry is on one line. */
public final class AttestationMapFuzz implements FuzzTarget {
  private static final ChartName CHART = ChartName.parse("web");

  @Override
  public List<String> seeds() {
    return List.of(
        "Text\n<!-- ATTESTATION_MAP\n{\"lint\": \"1\", \"web\": {\"test\": \"2\"}}\n-->\nText\n",
        "<!-- ATTESTATION_MAP: ```json\n{\"lint\": 12345678901234567890, \"t\": 1.5e3}\n``` --->",
        "<!-- CHART-ATTESTATION_MAP={\"a\\u0000\\n\": [1, {\"b\": null}], \"c\": true} --> \r\n"
            + "<!--ATTESTATION_MAP {\"a\": \"é\", \"a\": \"2\"} {} -->");
  }

  @Override
  public void read(byte[] input) {
    AttestationMap map = AttestationMap.parse(new String(input, UTF_8));
    assertThat(map.problems()).hasSizeLessThanOrEqualTo(50).allMatch(AttestationMapFuzz::isLine);
    List<Attestation> lineage = map.lineageOf(CHART);
    assertThat(lineage).hasSizeLessThanOrEqualTo(100);
    assertThat(lineage.stream().map(Attestation::check)).doesNotHaveDuplicates();
    for (AttestationMap.Entry entry : map.entries()) {
      assertThat(isLine(entry.attestation().check())).isTrue();
      assertThat(isLine(entry.attestation().id())).isTrue();
    }
  }

  private static boolean isLine(String text) {
    return !text.isEmpty()
        && text.length() < 2_000
        && text.equals(CleanText.multiLine(text))
        && text.indexOf('\n') < 0;
  }
}
