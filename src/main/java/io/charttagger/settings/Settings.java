package io.charttagger.settings;

import io.charttagger.chart.TagFormat;
import io.charttagger.dispatch.AllowList;
import io.charttagger.dispatch.ExpectedToken;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.plan.TaggingRules;
import io.charttagger.release.ReleaseMode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The function's settings, one component for each environment variable. An empty variable counts as
 * not set.
 *
 * @param githubApi {@code GITHUB_API_URL}: the root of GitHub's REST API, without a slash at the
 *     end
 * @param secretId {@code APP_SECRET_ID}: the name or ARN of the secret with the App's credentials
 * @param lockTable {@code LOCK_TABLE}: the name or ARN of the DynamoDB table
 * @param allowed {@code ALLOWED_REPOSITORIES}
 * @param chartDirectories {@code CHARTS_DIR}: where the charts are
 * @param mainBranch {@code MAIN_BRANCH}, without {@code refs/heads/}; empty for the default branch
 *     of each repository
 * @param releaseBranch {@code RELEASE_BRANCH}, different from the main branch
 * @param releaseMode {@code RELEASE_PR}
 * @param githubReleases {@code GITHUB_RELEASES}
 * @param missedMerges {@code CATCH_UP}
 * @param cleanupBranches {@code CLEANUP_BRANCHES}: a branch name that contains {@code {chart}} once
 *     and cannot match the main or the release branch; empty when no branches are deleted
 * @param requireLineage {@code REQUIRE_LINEAGE}
 * @param requireChangelog {@code REQUIRE_CHANGELOG}
 * @param tagFormat {@code TAG_FORMAT}: without {@code {chart}} only for a repository of one chart
 * @param writesAtOnce {@code WRITES_AT_ONCE}: 1 to 10
 * @param expectedToken {@code OIDC_AUDIENCE}, and the issuer of the GitHub instance in use
 * @param readme {@code README_URL}: the page that a release pull request names as ours
 * @param taggerName {@code TAGGER_NAME}: contains nothing that git would strip
 * @param taggerEmail {@code TAGGER_EMAIL}: likewise
 */
public record Settings(
    URI githubApi,
    String secretId,
    String lockTable,
    AllowList allowed,
    ChartDirectories chartDirectories,
    Optional<String> mainBranch,
    String releaseBranch,
    ReleaseMode releaseMode,
    boolean githubReleases,
    MissedMerges missedMerges,
    Optional<String> cleanupBranches,
    boolean requireLineage,
    boolean requireChangelog,
    TagFormat tagFormat,
    int writesAtOnce,
    ExpectedToken expectedToken,
    Optional<String> readme,
    String taggerName,
    String taggerEmail) {
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
  private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9/_+=.@:-]{1,2048}");
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.:/-]{3,1024}");
  // API Gateway writes several audiences of a token as "[a b]".
  private static final Pattern AUDIENCE = Pattern.compile("(?!\\[)[!-~]{1,255}");

  // What can be the address of a link in Markdown as it is.
  private static final Pattern PAGE =
      Pattern.compile(
          "https://[A-Za-z0-9.-]{1,255}(?::[0-9]{1,5})?(?:[/#][A-Za-z0-9._~/%#-]{0,1000})?");

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException for the first variable that is missing or wrong, with its
   *     name, its value (unless that may be a secret) and the remedy
   */
  public static Settings from(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    // Set by the SAM CLI itself, see
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
    boolean samLocal = "true".equals(variables.get("AWS_SAM_LOCAL"));
    URI api =
        environment.read(
            "GITHUB_API_URL",
            "https://api.github.com",
            text -> GitHubAddress.parse(text, samLocal));
    Optional<String> main = environment.optional("MAIN_BRANCH", BranchRules::legal);
    String release =
        environment.read(
            "RELEASE_BRANCH", "release", text -> compatible(main, BranchRules.legal(text)));
    ChartDirectories charts = environment.read("CHARTS_DIR", "charts", ChartDirectories::parse);
    return new Settings(
        api,
        environment.requiredButNeverShown(
            "APP_SECRET_ID", SECRET_ID, "the name or ARN of the App's secret"),
        environment.requiredButNeverShown(
            "LOCK_TABLE", TABLE, "the name or ARN of the DynamoDB table"),
        environment.required(
            "ALLOWED_REPOSITORIES", "owner/name or owner/*, comma separated", AllowList::parse),
        charts,
        main,
        release,
        environment.read("RELEASE_PR", "batch", Settings::mode),
        environment.read("GITHUB_RELEASES", "false", Settings::flag),
        environment.read("CATCH_UP", "tag", Settings::missedMerges),
        environment.optional(
            "CLEANUP_BRANCHES",
            text ->
                BranchRules.pattern(
                    text, Stream.concat(main.stream(), Stream.of(release)).toList())),
        environment.read("REQUIRE_LINEAGE", "false", Settings::flag),
        environment.read("REQUIRE_CHANGELOG", "false", Settings::flag),
        environment.read(
            "TAG_FORMAT",
            TagFormat.DEFAULT.text(),
            text -> charts.fitting(TagFormat.parse(text), "CHARTS_DIR")),
        environment.read("WRITES_AT_ONCE", "4", Settings::writes),
        new ExpectedToken(
            GitHubAddress.tokenIssuer(api),
            environment.read("OIDC_AUDIENCE", "chart-tagger", Settings::audience)),
        environment.optional("README_URL", Settings::page),
        environment.read("TAGGER_NAME", "chart-tagger[bot]", TaggerRules::name),
        environment.read(
            "TAGGER_EMAIL", "chart-tagger[bot]@users.noreply.github.com", TaggerRules::email));
  }

  /** What holds for a repository that sets nothing else. */
  public RepositorySettings repository() {
    return new RepositorySettings(
        chartDirectories,
        Exclusions.NONE,
        new TaggingRules(tagFormat, requireLineage, requireChangelog, false, Set.of()),
        new RepositorySettings.Releases(releaseMode, releaseBranch, List.of(), githubReleases),
        cleanupBranches);
  }

  /** Without a main branch each repository's own is compared when it is known. */
  private static String compatible(Optional<String> main, String release) {
    return main.map(it -> BranchRules.compatible(it, release)).orElse(release);
  }

  private static ReleaseMode mode(String text) {
    for (ReleaseMode mode : ReleaseMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("write batch, per-chart or off");
  }

  private static MissedMerges missedMerges(String text) {
    return switch (text) {
      case "tag" -> MissedMerges.TAG;
      case "report" -> MissedMerges.REPORT;
      case "off" -> MissedMerges.OFF;
      default -> throw new IllegalArgumentException("write tag, report or off");
    };
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("write true or false");
    };
  }

  private static int writes(String text) {
    if (!text.matches("[1-9]|10")) {
      throw new IllegalArgumentException(
          "write a number from 1 to 10; 4 is the default, 1 is GitHub's strict recommendation");
    }
    return Integer.parseInt(text);
  }

  private static String page(String text) {
    if (!PAGE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "write an https:// address without a query, as in https://github.com/OWNER/chart-tagger#readme");
    }
    return text;
  }

  private static String audience(String text) {
    if (!AUDIENCE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "write the one audience that the workflows request: printable ASCII, no spaces");
    }
    return text;
  }
}
