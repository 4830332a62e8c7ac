package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tags are named. */
final class TagFormatTest {
  private static final ChartName WEB = ChartName.parse("web");

  @ParameterizedTest
  @CsvSource({
    "{chart}-v{version}, web-v1.2.3, web-v",
    "{chart}-{version}, web-1.2.3, web-",
    "{chart}/v{version}, web/v1.2.3, web/v",
    "helm-{chart}-{version}, helm-web-1.2.3, helm-web-",
    "v{version}/{chart}, v1.2.3/web, v",
    "charts/{chart}/{version}-final, charts/web/1.2.3-final, charts/web/",
    "v{version}, v1.2.3, v"
  })
  void whatItBuildsItReads(String text, String tag, String prefix) {
    TagFormat format = TagFormat.parse(text);
    ChartVersion version = ChartVersion.parse("1.2.3");

    assertThat(format.tag(WEB, version)).hasToString(tag);
    assertThat(format.versionOf(new TagName(tag), WEB)).contains(version);
    assertThat(format.prefix(WEB)).isEqualTo(prefix);
    assertThat(format).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "{chart}-v{version}, web-v1.2",
    "{chart}-v{version}, web-1.2.3",
    "{chart}-v{version}, xweb-v1.2.3",
    "{chart}-v{version}, web-v",
    "{chart}-{version}-x, web-1.2.3",
    "{chart}-{version}-x, web-x",
    "v{version}-{chart}, v1.2.3-api",
    "v{version}, web-v1.2.3"
  })
  void aTagOfAnotherFormHasNoVersion(String format, String tag) {
    assertThat(TagFormat.parse(format).versionOf(new TagName(tag), WEB))
        .isEqualTo(Optional.empty());
  }

  @Test
  void theOtherKnownFormsAreThoseThatItIsNot() {
    ChartVersion version = ChartVersion.parse("1.0.0");

    assertThat(TagFormat.DEFAULT.others(WEB, version, false))
        .isEqualTo(List.of(new TagName("web-1.0.0"), new TagName("web/1.0.0")));
    assertThat(TagFormat.parse("{chart}-{version}").others(WEB, version, false))
        .isEqualTo(List.of(new TagName("web-v1.0.0"), new TagName("web/1.0.0")));
    assertThat(TagFormat.parse("{chart}/{version}").others(WEB, version, true))
        .isEqualTo(
            List.of(new TagName("web-1.0.0"), new TagName("web-v1.0.0"), new TagName("v1.0.0")));
  }
}
