package io.charttagger.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.RepositoryName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowListTest {

  @ParameterizedTest
  @CsvSource({
    "a/b,      a/b, true",
    "a/b,      A/B, true",
    "A/B,      a/b, true",
    "a/*,      a/anything, true",
    "A/*,      a/b, true",
    "'c/d,a/b', a/b, true",
    "' c/d , a/* ', a/b, true",
    "a/b,      a/c, false",
    "a/b,      b/a, false",
    "a/*,      ab/c, false",
    "a/b,      a/b.git, false",
    "a/b,      a/bb, false",
  })
  void allowsListedRepositories(String list, String repository, boolean allowed) {
    assertThat(AllowList.parse(list).allows(RepositoryName.parse(repository))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "*",
        "*/*",
        "a/b*",
        "a/**",
        "a/b,",
        "a/b;c/d",
        "a/b c/d",
        "*/b",
        "а/b",
        "a/..",
        "https://github.com/a/b"
      })
  void rejectsWhatIsNotARepositoryAndSaysHowToWriteOne(String list) {
    assertThatThrownBy(() -> AllowList.parse(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("owner/name", "owner/*");
  }
}
