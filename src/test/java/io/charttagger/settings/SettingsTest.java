package io.charttagger.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.TagFormat;
import io.charttagger.dispatch.AllowList;
import io.charttagger.dispatch.ExpectedToken;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.release.ReleaseMode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "APP_SECRET_ID", "chart-tagger/app",
          "LOCK_TABLE", "chart-tagger-locks",
          "ALLOWED_REPOSITORIES", "example-org/*");

  @Test
  void haveTheDocumentedDefaults() {
    assertThat(Settings.from(REQUIRED))
        .isEqualTo(
            new Settings(
                URI.create("https://api.github.com"),
                "chart-tagger/app",
                "chart-tagger-locks",
                AllowList.parse("example-org/*"),
                ChartDirectories.parse("charts"),
                Optional.empty(),
                "release",
                ReleaseMode.BATCH,
                false,
                MissedMerges.TAG,
                Optional.empty(),
                false,
                false,
                TagFormat.DEFAULT,
                4,
                new ExpectedToken("https://token.actions.githubusercontent.com", "chart-tagger"),
                Optional.empty(),
                "chart-tagger[bot]",
                "chart-tagger[bot]@users.noreply.github.com"));
  }

  @Test
  void readEveryVariable() {
    Map<String, String> variables = new HashMap<>();
    variables.put("GITHUB_API_URL", "https://ghe.example.org:8443/api/v3/");
    variables.put(
        "APP_SECRET_ID", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-AbCdEf");
    variables.put("LOCK_TABLE", "arn:aws:dynamodb:eu-central-1:123456789012:table/locks");
    variables.put("ALLOWED_REPOSITORIES", "a/b, c/*");
    variables.put("CHARTS_DIR", "charts, ./library/");
    variables.put("MAIN_BRANCH", "trunk");
    variables.put("RELEASE_BRANCH", "stable/next");
    variables.put("RELEASE_PR", "per-chart");
    variables.put("GITHUB_RELEASES", "true");
    variables.put("CATCH_UP", "report");
    variables.put("CLEANUP_BRANCHES", "integration/{chart}");
    variables.put("REQUIRE_LINEAGE", "true");
    variables.put("REQUIRE_CHANGELOG", "true");
    variables.put("TAG_FORMAT", "release/{chart}-{version}");
    variables.put("WRITES_AT_ONCE", "1");
    variables.put("OIDC_AUDIENCE", "https://tagger.example.org");
    variables.put("README_URL", "https://example.org/chart-tagger#readme");
    variables.put("TAGGER_NAME", "Jörg the Tagger");
    variables.put("TAGGER_EMAIL", "tagger@example.org");

    assertThat(Settings.from(variables))
        .isEqualTo(
            new Settings(
                URI.create("https://ghe.example.org:8443/api/v3"),
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-AbCdEf",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/locks",
                AllowList.parse("a/b,c/*"),
                ChartDirectories.parse("charts,library"),
                Optional.of("trunk"),
                "stable/next",
                ReleaseMode.PER_CHART,
                true,
                MissedMerges.REPORT,
                Optional.of("integration/{chart}"),
                true,
                true,
                TagFormat.parse("release/{chart}-{version}"),
                1,
                new ExpectedToken(
                    "https://ghe.example.org:8443/_services/token", "https://tagger.example.org"),
                Optional.of("https://example.org/chart-tagger#readme"),
                "Jörg the Tagger",
                "tagger@example.org"));
  }

  @Test
  void treatAnEmptyVariableAsNotSet() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    for (String name :
        List.of("CHARTS_DIR", "RELEASE_PR", "CATCH_UP", "CLEANUP_BRANCHES", "WRITES_AT_ONCE")) {
      variables.put(name, "");
    }

    assertThat(Settings.from(variables)).isEqualTo(Settings.from(REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"APP_SECRET_ID", "LOCK_TABLE", "ALLOWED_REPOSITORIES"})
  void nameAMissingRequiredVariable(String name) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.remove(name);
    assertThatThrownBy(() -> Settings.from(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("setting " + name + " is missing: set it to ");

    variables.put(name, "");
    assertThatThrownBy(() -> Settings.from(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("setting " + name + " is missing: set it to ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "GITHUB_API_URL | api.github.com | https://",
        "GITHUB_API_URL | //api.github.com | https://",
        "GITHUB_API_URL | http://api.github.com | https://",
        "GITHUB_API_URL | http://localhost.evil.example | https://",
        "GITHUB_API_URL | ftp://api.github.com | https://",
        "GITHUB_API_URL | https://api.github.com?x=1 | https://",
        "GITHUB_API_URL | https://api.github.com#x | https://",
        "GITHUB_API_URL | https:///api | https://",
        "GITHUB_API_URL | https://a b | https://",
        "ALLOWED_REPOSITORIES | everybody | owner/name",
        "ALLOWED_REPOSITORIES | * | owner/name",
        "CHARTS_DIR | ../charts | without ..",
        "CHARTS_DIR | charts/../.. | without ..",
        "CHARTS_DIR | 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21 | at most 20 directories deep",
        "CHARTS_DIR | ./ charts | without spaces at its ends",
        "CHARTS_DIR | charts,./ .. | without spaces at its ends",
        "CHARTS_DIR | charts, | separated by commas",
        "CHARTS_DIR | charts\\windows | separated by commas",
        "TAG_FORMAT | {chart} | {version} exactly once",
        "TAG_FORMAT | {chart}-{version}-{version} | {version} exactly once",
        "TAG_FORMAT | {chart}/{chart}-{version} | {chart} only once",
        "TAG_FORMAT | {chart}{version} | something between",
        "TAG_FORMAT | {chart}-{name}-{version} | letters, digits",
        "TAG_FORMAT | {chart} {version} | letters, digits",
        "TAG_FORMAT | {chart}-{version}.lock | git does not accept",
        "TAG_FORMAT | /{chart}-{version} | git does not accept",
        "TAG_FORMAT | {version}-{chart} | something before",
        "TAG_FORMAT | {chart}..{version} | git does not accept",
        "CHARTS_DIR | services/web-* | whole directory names",
        "CHARTS_DIR | apps/***/chart | whole directory names",
        "MAIN_BRANCH | refs/heads/main | without refs/heads/",
        "MAIN_BRANCH | a..b | git does not accept",
        "MAIN_BRANCH | a b | git does not accept",
        "MAIN_BRANCH | /a | git does not accept",
        "MAIN_BRANCH | a/ | git does not accept",
        "MAIN_BRANCH | a//b | git does not accept",
        "MAIN_BRANCH | .a | git does not accept",
        "MAIN_BRANCH | a/.b | git does not accept",
        "MAIN_BRANCH | a.lock | git does not accept",
        "MAIN_BRANCH | a.lock/b | git does not accept",
        "MAIN_BRANCH | a. | git does not accept",
        "MAIN_BRANCH | -a | git does not accept",
        "MAIN_BRANCH | a@{1} | git does not accept",
        "MAIN_BRANCH | @ | git does not accept",
        "MAIN_BRANCH | HEAD | git does not accept",
        "MAIN_BRANCH | a:b | git does not accept",
        "MAIN_BRANCH | a~1 | git does not accept",
        "MAIN_BRANCH | a* | git does not accept",
        "RELEASE_BRANCH | main | it is the main branch",
        "RELEASE_BRANCH | main/next | both",
        "RELEASE_BRANCH | a^ | git does not accept",
        "RELEASE_PR | Batch | batch, per-chart or off",
        "RELEASE_PR | per_chart | batch, per-chart or off",
        "RELEASE_PR | yes | batch, per-chart or off",
        "CATCH_UP | yes | tag, report or off",
        "CATCH_UP | Tag | tag, report or off",
        "CLEANUP_BRANCHES | integration/* | {chart} exactly once",
        "CLEANUP_BRANCHES | {chart}/{chart} | {chart} exactly once",
        "CLEANUP_BRANCHES | {chart} | write a prefix",
        "CLEANUP_BRANCHES | re{chart} | write a prefix",
        "CLEANUP_BRANCHES | {chart}se | write a prefix",
        "CLEANUP_BRANCHES | integration//{chart} | git does not accept",
        "CLEANUP_BRANCHES | {team}/{chart} | git does not accept",
        "REQUIRE_LINEAGE | yes | true or false",
        "REQUIRE_LINEAGE | TRUE | true or false",
        "WRITES_AT_ONCE | 0 | 1 to 10",
        "WRITES_AT_ONCE | 11 | 1 to 10",
        "WRITES_AT_ONCE | -1 | 1 to 10",
        "WRITES_AT_ONCE | 4.0 | 1 to 10",
        "WRITES_AT_ONCE | ４ | 1 to 10",
        "OIDC_AUDIENCE | a b | one audience",
        "OIDC_AUDIENCE | [a] | one audience",
        "README_URL | http://example.org | https://",
        "README_URL | https://example.org/a)b | https://",
        "README_URL | https://example.org/?a=b | https://",
        "TAGGER_NAME | a <b> | U+003C",
        "TAGGER_NAME | bot. | both ends",
        "TAGGER_NAME | 'bot | both ends",
        "TAGGER_EMAIL | bot | e-mail",
        "TAGGER_EMAIL | a b@c | e-mail",
        "TAGGER_EMAIL | <a@b> | U+003C",
        "TAGGER_EMAIL | a@b, | both ends",
      },
      quoteCharacter = '`')
  void nameAWrongVariableWithItsValueAndTheRemedy(String name, String value, String remedy) {
    assertThatThrownBy(
            () -> {
              Map<String, String> variables = new HashMap<>(REQUIRED);
              variables.put("MAIN_BRANCH", "main");
              variables.put(name, value);
              Settings.from(variables);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("setting " + name + " is \"" + value + "\": ")
        .hasMessageContaining(remedy);
  }

  @Test
  void withoutAMainBranchTheOthersAreComparedWhenItIsKnown() {
    Settings settings = with("RELEASE_BRANCH", "main");

    assertThat(settings.repository().problem("main"))
        .hasValue("the release branch is main: it is the main branch; write another one");
    assertThat(settings.repository().problem("master")).isEmpty();
    assertThat(with("RELEASE_PR", "off").repository().problem("release"))
        .as("no release pull request, no release branch")
        .isEmpty();
    assertThat(with("CLEANUP_BRANCHES", "int/{chart}").repository().problem("int/a"))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("branches int/{chart} are"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", " bot", "bot ", "\"bot\"", "bot;", "\ud800"})
  void rejectATaggerThatGitWouldChange(String name) {
    assertThatThrownBy(() -> with("TAGGER_NAME", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("setting TAGGER_NAME is \"")
        .hasMessageContaining("leave")
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void neverShowAValueThatMayBeASecret() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow";

    assertThatThrownBy(() -> with("APP_SECRET_ID", key))
        .hasMessage(
            "setting APP_SECRET_ID is not the name or ARN of the App's secret: set it to that");
    assertThatThrownBy(() -> with("LOCK_TABLE", key)).message().doesNotContain("MIIEow");
    assertThatThrownBy(() -> with("GITHUB_API_URL", "https://bot:pa/ss@api.github.com"))
        .hasMessageContaining("https://…@api.github.com")
        .hasMessageContaining("write an https:// address")
        .message()
        .doesNotContain("pa/ss");
  }

  @Test
  void believeTheContainersHostUnderSamLocalOnly() {
    String host = "http://host.docker.internal:8080";
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("GITHUB_API_URL", host);

    assertThatThrownBy(() -> Settings.from(variables))
        .hasMessageContaining("setting GITHUB_API_URL is \"" + host + "\": write an https://");
    variables.put("AWS_SAM_LOCAL", "true");
    assertThat(Settings.from(variables).githubApi()).hasToString(host);
    assertThat(Settings.from(variables).expectedToken().issuer())
        .isEqualTo("https://token.actions.githubusercontent.com");
    variables.put("GITHUB_API_URL", "http://host.docker.internal.evil.example");
    assertThatThrownBy(() -> Settings.from(variables)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.github.com, https://token.actions.githubusercontent.com",
    "http://127.0.0.1:8080, https://token.actions.githubusercontent.com",
    "http://localhost:8080/api/v3, https://token.actions.githubusercontent.com",
    "http://[::1]:8080, https://token.actions.githubusercontent.com",
    "https://api.octocorp.ghe.com, https://token.actions.octocorp.ghe.com",
    "https://github.example.org/api/v3, https://github.example.org/_services/token",
  })
  void deriveTheIssuerFromTheGithubAddress(String api, String issuer) {
    assertThat(with("GITHUB_API_URL", api).expectedToken().issuer()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "charts | charts",
        "/charts/ | charts",
        "./charts//infra/ | charts/infra",
        ". | .",
        "./ | .",
        "charts,charts/ | charts",
        "charts, charts-extra | charts charts-extra",
        "my charts/über | my charts/über",
        "/services//*/helm/ | services/*/helm",
        "**/chart | **/chart",
        "apps/**/**/./**/chart | apps/**/chart",
        "umbrella,umbrella/charts | umbrella umbrella/charts",
      })
  void normalizeTheDirectories(String value, String directories) {
    List<String> expected =
        directories.startsWith("my") ? List.of(directories) : Arrays.asList(directories.split(" "));

    assertThat(with("CHARTS_DIR", value).chartDirectories().patterns()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {".", "charts", "deploy/helm"})
  void takeATagFormatWithoutTheChartWhereOneDirectoryIsNamed(String directory) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("CHARTS_DIR", directory);
    variables.put("TAG_FORMAT", "v{version}");

    assertThat(Settings.from(variables).tagFormat()).isEqualTo(TagFormat.parse("v{version}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "services/*/helm", "**"})
  void refuseATagFormatThatCannotTellChartsApart(String directories) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("CHARTS_DIR", directories);
    variables.put("TAG_FORMAT", "v{version}");

    assertThatThrownBy(() -> Settings.from(variables))
        .hasMessage(
            "setting TAG_FORMAT is \"v{version}\": write {chart} too, or let CHARTS_DIR name one directory that is itself the chart");
  }

  private static Settings with(String name, String value) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put(name, value);
    return Settings.from(variables);
  }
}
