package io.charttagger.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.release.ReleaseMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A set-up in which one point is broken.
 *
 * @param name what is broken
 * @param githubAhead how much GitHub's clock is ahead of ours
 * @param breaking breaks it
 * @param point the word of the point
 * @param result the word of what comes of it
 * @param message what the report says of it
 * @param waiting the words of the points that cannot be checked before it is fixed
 */
record BrokenPoint(
    String name,
    Duration githubAhead,
    Consumer<SoundSetup> breaking,
    String point,
    String result,
    String message,
    Set<String> waiting) {
  private static final Set<String> OF_FILES =
      Set.of("main-branch", "settings", "release-branch", "charts", "clean-up");
  private static final Set<String> OF_RULES = Set.of("tag-protection", "tag-creation");
  private static final Set<String> OF_REPOSITORY = union(OF_FILES, OF_RULES);
  private static final Set<String> OF_INSTALLATION =
      union(OF_REPOSITORY, Set.of("accepted-permissions", "repository"));
  private static final Set<String> OF_APP =
      union(OF_INSTALLATION, Set.of("permissions", "webhook", "installation"));
  private static final Set<String> OF_SETTINGS = Set.of("release-branch", "charts", "clean-up");

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static BrokenPoint failed(
      String name, String point, Consumer<SoundSetup> breaking, String message) {
    return new BrokenPoint(name, Duration.ZERO, breaking, point, "failed", message, Set.of());
  }

  private static BrokenPoint warning(
      String name, String point, Consumer<SoundSetup> breaking, String message) {
    return new BrokenPoint(name, Duration.ZERO, breaking, point, "warning", message, Set.of());
  }

  private BrokenPoint holdingUp(Set<String> others) {
    return new BrokenPoint(name, githubAhead, breaking, point, result, message, others);
  }

  private BrokenPoint withGitHubAhead(Duration ahead) {
    return new BrokenPoint(name, ahead, breaking, point, result, message, waiting);
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<BrokenPoint> all() {
    return Stream.of(
            ofSecret(),
            ofSigningKey(),
            ofTable(),
            ofGitHub(),
            ofApp(),
            ofInstallation(),
            ofRepository(),
            ofRules())
        .flatMap(each -> each);
  }

  private static Stream<BrokenPoint> ofSecret() {
    Set<String> rest = union(OF_APP, Set.of("app", "signing-key"));
    return Stream.of(
            failed(
                "the secret is absent",
                "secret",
                it -> it.scene().removeSecret(),
                "The App's secret \"app\" (setting APP_SECRET_ID) does not exist: create it, or set APP_SECRET_ID to a secret that exists"),
            failed(
                "the secret is denied",
                "secret",
                it -> it.scene().secretFaults().when(_ -> true, AwsFaults.Fault.denied()),
                "AWS denies the function secretsmanager:GetSecretValue on the App's secret \"app\" (setting APP_SECRET_ID): the operator allows it in the function's role"),
            failed(
                "Secrets Manager is down",
                "secret",
                it -> it.scene().secretFaults().when(_ -> true, AwsFaults.Fault.down()),
                "The App's secret \"app\" (setting APP_SECRET_ID) is unavailable at the moment (InternalServerError): send the same request again; if it stays so, the operator checks the function's network, region and AWS endpoints"),
            failed(
                "the secret is not JSON",
                "secret",
                it -> it.scene().secret("hunter2"),
                "The App's secret \"app\" (setting APP_SECRET_ID) cannot be used: it is not valid JSON at line 1, column 1; the operator stores {\"appId\": …, \"privateKey\": …, \"webhookSecret\": …}"),
            failed(
                "the secret has no appId",
                "secret",
                it -> it.scene().secret("{\"privateKey\": \"hunter2\"}"),
                "The App's secret \"app\" (setting APP_SECRET_ID) cannot be used: its field appId is missing, empty or not a string; the operator stores {\"appId\": …, \"privateKey\": …, \"webhookSecret\": …}"),
            failed(
                "the private key is none",
                "secret",
                it -> it.scene().secret("{\"appId\": 4242, \"privateKey\": \"hunter2\"}"),
                "The App's secret \"app\" (setting APP_SECRET_ID) cannot be used: its field privateKey is not an RSA private key in PEM format; store the whole .pem file from GitHub, from BEGIN to END"))
        .map(each -> each.holdingUp(rest));
  }

  private static Stream<BrokenPoint> ofSigningKey() {
    return Stream.of(
        failed(
            "the signing key is none",
            "signing-key",
            it -> it.scene().secret(secretWith("signingKey", "\"hunter2\"")),
            "The App's secret \"app\" (setting APP_SECRET_ID) holds no key that tags can be signed with: its field signingKey is not a private key in PEM or OpenSSH format; make a key with: ssh-keygen -t ed25519 -N '' -C chart-tagger -f signing-key, and store the content of the file signing-key"),
        failed(
            "the signing key is no text",
            "signing-key",
            it -> it.scene().secret(secretWith("signingKey", "7")),
            "The App's secret \"app\" (setting APP_SECRET_ID) holds no key that tags can be signed with: its field signingKey is not a string"),
        failed(
            "an allowed signer is none",
            "signing-key",
            it -> it.scene().secret(secretWith("allowedSigners", "[\"hunter2\"]")),
            "The App's secret \"app\" (setting APP_SECRET_ID) holds no key that tags can be signed with: its field allowedSigners has an element, number 1, that is not an Ed25519 public key; copy the line of the .pub file, which begins with ssh-ed25519"),
        failed(
            "the allowed signers are no list",
            "signing-key",
            it -> it.scene().secret(secretWith("allowedSigners", "\"hunter2\"")),
            "The App's secret \"app\" (setting APP_SECRET_ID) holds no key that tags can be signed with: its field allowedSigners is not a list; store it as [\"ssh-ed25519 AAAA…\"]"));
  }

  static String secretWith(String field, String json) {
    JsonMapper mapper = JsonMapper.builder().build();
    try {
      ObjectNode secret = (ObjectNode) mapper.readTree(AwsScene.app().json());
      return secret.set(field, mapper.readTree(json)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Stream<BrokenPoint> ofTable() {
    return Stream.of(
        failed(
            "UpdateItem is denied",
            "table",
            it -> denied(it, "UpdateItem"),
            "AWS denies the function dynamodb:UpdateItem on the lock table \"locks\" (setting LOCK_TABLE): the operator allows it in the function's role"),
        failed(
            "GetItem is denied",
            "table",
            it -> denied(it, "GetItem"),
            "AWS denies the function dynamodb:GetItem on the lock table \"locks\" (setting LOCK_TABLE): the operator allows it in the function's role"),
        failed(
            "the table is absent",
            "table",
            it ->
                it.scene()
                    .tableFaults()
                    .when(_ -> true, new AwsFaults.Fault.Refuse(400, "ResourceNotFoundException")),
            "The lock table \"locks\" (setting LOCK_TABLE) does not exist: create it with the hash key pk (a string), or set LOCK_TABLE to a table that exists"),
        failed(
            "DynamoDB is down",
            "table",
            it -> it.scene().tableFaults().when(_ -> true, AwsFaults.Fault.down()),
            "The lock table \"locks\" (setting LOCK_TABLE) is unavailable at the moment (InternalServerError): send the same request again; if it stays so, the operator checks the function's network, region and AWS endpoints"));
  }

  private static void denied(SoundSetup setup, String operation) {
    setup
        .scene()
        .tableFaults()
        .when(call -> call.operation().equals(operation), AwsFaults.Fault.denied());
  }

  private static Stream<BrokenPoint> ofGitHub() {
    Set<String> rest = union(OF_APP, Set.of("app", "clock"));
    return Stream.of(
        failed(
                "GitHub does not answer",
                "github",
                it -> it.scene().github().faults().every(_ -> true, new Fault.DropBefore()),
                "GitHub did not answer GET /rate_limit, 4 times: send the same request again; if it stays so, the operator compares GITHUB_API_URL and the function's network with https://www.githubstatus.com")
            .holdingUp(rest),
        failed(
                "GitHub is down",
                "github",
                it ->
                    it.scene()
                        .github()
                        .faults()
                        .every(_ -> true, new Fault.Refuse(503, "", Map.of())),
                "GitHub answered 503 to GET /rate_limit, 4 times: send the same request again; if it stays so, the operator compares GITHUB_API_URL and the function's network with https://www.githubstatus.com")
            .holdingUp(rest),
        warning(
                "our clock is slow",
                "clock",
                _ -> {},
                "the function's clock is 95 s behind GitHub's, which refuses what is signed at another time: the operator sets the clock of the machine (NTP); Lambda sets its own")
            .withGitHubAhead(Duration.ofSeconds(95)),
        warning(
                "our clock is fast",
                "clock",
                _ -> {},
                "the function's clock is 95 s ahead of GitHub's, which refuses what is signed at another time: the operator sets the clock of the machine (NTP); Lambda sets its own")
            .withGitHubAhead(Duration.ofSeconds(-95)));
  }

  private static Stream<BrokenPoint> ofApp() {
    return Stream.of(
        failed(
                "the private key is another App's",
                "app",
                it -> it.scene().secret(AppSecret.generate().json()),
                "GitHub does not accept the App's signature: the privateKey in the App's secret is not a current key of the App with that appId; the operator creates a key in the App's settings and stores it in the secret")
            .holdingUp(OF_APP),
        failed(
                "the appId is no App's",
                "app",
                it -> it.scene().secret(AwsScene.app().json().replace("4242", "4243")),
                "GitHub knows no App with the appId in the App's secret: the operator corrects it, as the App's settings show it")
            .holdingUp(OF_APP),
        failed(
            "the App does not request pull requests",
            "permissions",
            it -> it.request(without("pull_requests"), "push"),
            "the App does not request Pull requests: write, which every run needs: the App's owner grants that in the App's settings (Permissions & events), then the owner of each account that it is installed on accepts it"),
        warning(
            "the App requests no more than it needs",
            "permissions",
            it -> it.request(without("checks", "workflows"), "push"),
            "the App does not request Checks: write and Workflows: write, so no check run shows the result on the commit and GitHub may refuse tags on commits that change workflow files: if that matters, the App's owner grants it in the App's settings"),
        warning(
            "the App subscribes to no event",
            "webhook",
            it -> it.request(SoundSetup.PERMISSIONS),
            "there is a webhookSecret, but the App subscribes neither to push nor to repository_dispatch, so no webhook comes: the App's owner subscribes to Push in the App's settings, unless only workflows call"),
        warning(
            "there is no webhook secret",
            "webhook",
            it ->
                it.scene()
                    .secret(
                        AwsScene.app().json().replaceFirst(",\"webhookSecret\":\"[^\"]*\"", "")),
            "the App subscribes to events, but its secret has no webhookSecret, so every webhook is rejected: the operator stores the one of the App's settings in the secret, or the App's owner unsubscribes"));
  }

  private static Map<String, String> without(String... names) {
    Map<String, String> rest = new HashMap<>(SoundSetup.PERMISSIONS);
    List.of(names).forEach(rest::remove);
    return rest;
  }

  private static Map<String, String> with(String name, String level) {
    Map<String, String> changed = new HashMap<>(SoundSetup.PERMISSIONS);
    changed.put(name, level);
    return changed;
  }

  private static Stream<BrokenPoint> ofInstallation() {
    return Stream.of(
        failed(
            "the repository is not on the allow list",
            "allow-list",
            it -> it.checkAnother("stranger/charts"),
            "ALLOWED_REPOSITORIES does not name stranger/charts, so every request for it is rejected: the operator adds it"),
        failed(
                "the App is not installed on the repository",
                "installation",
                it -> it.repository().removeFromInstallation(),
                "the App is not installed on example-org/helm-charts, or it does not exist: an owner installs it at https://github.com/apps/chart-tagger/installations/new, or adds the repository to its installation under Settings > GitHub Apps")
            .holdingUp(OF_INSTALLATION),
        failed(
                "the installation is suspended",
                "installation",
                it -> it.repository().installation().suspend(Scene.START),
                "the App's installation on example-org is suspended: an owner of example-org unsuspends it at https://github.com/organizations/example-org/settings/installations/50000001")
            .holdingUp(OF_INSTALLATION),
        failed(
                "the repository has another name now",
                "installation",
                it ->
                    it.repository()
                        .rename(io.charttagger.chart.RepositoryName.parse("example-org/renamed")),
                "example-org/helm-charts was renamed to \"example-org/renamed\": the operator puts the new name into ALLOWED_REPOSITORIES, and the next dispatch must use it")
            .holdingUp(OF_INSTALLATION),
        failed(
            "writing contents is not accepted",
            "accepted-permissions",
            it -> it.repository().installation().grant(with("contents", "read")),
            "example-org has not accepted Contents: write, which the App requests: an owner of example-org accepts that at https://github.com/organizations/example-org/settings/installations/50000001"),
        failed(
                "contents are not accepted at all",
                "accepted-permissions",
                it -> it.repository().installation().grant(without("contents")),
                "example-org has not accepted Contents: write, which the App requests: an owner of example-org accepts that at https://github.com/organizations/example-org/settings/installations/50000001")
            .holdingUp(OF_FILES),
        warning(
            "workflows are not accepted",
            "accepted-permissions",
            it -> it.repository().installation().grant(without("workflows")),
            "example-org has not accepted Workflows: write, which the App requests: an owner of example-org accepts that at https://github.com/organizations/example-org/settings/installations/50000001"));
  }

  private static Stream<BrokenPoint> ofRepository() {
    return Stream.of(
        failed(
            "the repository is archived",
            "repository",
            it -> it.repository().archive(),
            "example-org/helm-charts is archived, hence read-only: an administrator of the repository unarchives it"),
        failed(
                "there is no main branch",
                "main-branch",
                it -> it.history().deleteBranch("main"),
                "example-org/helm-charts has no branch \"main\", which is the one that is tagged: push it, or the operator sets MAIN_BRANCH (empty for the default branch)")
            .holdingUp(union(OF_SETTINGS, Set.of("settings"))),
        warning(
            "another branch is the default branch",
            "main-branch",
            it -> it.repository().defaultBranch("trunk"),
            "main is tagged, but the default branch is trunk, and GitHub sends a repository_dispatch for that one only: the operator sets MAIN_BRANCH to the default branch, unless pushes to main are what should be tagged"),
        failed(
                "the settings file has an unknown key",
                "settings",
                it -> it.commit(".github/chart-tagger.yaml", "chart: charts\n"),
                ".github/chart-tagger.yaml of example-org/helm-charts at 5c5084b cannot be used: line 1, column 1: the key \"chart\" is unknown; the keys are charts, exclude, tagFormat, releaseBranch, releasePullRequest, labels, githubReleases, cleanUpBranches, requireLineage, requireChangelog, prereleases, lineageAuthors (merge a fix; until then every run fails)")
            .holdingUp(OF_SETTINGS),
        failed(
            "there is no release branch",
            "release-branch",
            it -> it.history().deleteBranch("release"),
            "branch release is missing: create it at the last released commit: gh api repos/example-org/helm-charts/git/refs -f ref=refs/heads/release -f sha=COMMIT"),
        failed(
            "release/1.x stands in the way of release",
            "release-branch",
            it -> {
              it.history().deleteBranch("release");
              it.history().branch("release/1.x", it.head());
            },
            "branch release is missing, and git cannot create it while there is a branch release/1.x: the operator sets another release branch with RELEASE_BRANCH"),
        failed(
            "the release branch is the default branch",
            "release-branch",
            it -> {
              it.set(Scene.Options.USUAL.onDefaultBranch());
              it.repository().defaultBranch("release");
            },
            "the release branch is release: it is the main branch; write another one (the operator's setting RELEASE_BRANCH, or releaseBranch in .github/chart-tagger.yaml)"),
        failed(
            "there is no charts directory",
            "charts",
            it -> it.set(Scene.Options.USUAL.in("chart")),
            "charts are looked for in \"chart\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR"),
        warning(
            "one of two charts directories is missing",
            "charts",
            it -> it.set(Scene.Options.USUAL.in("charts", "stable")),
            "charts are looked for in \"stable\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR"),
        warning(
            "a branch stands in the way of those to clean up",
            "clean-up",
            it -> it.history().branch("integration", it.head()),
            "branch integration exists, and git cannot have a branch integration/{chart} beside it, so there is nothing to clean up: an administrator of the repository renames it, or the operator sets another CLEANUP_BRANCHES"),
        failed(
            "the default branch would be cleaned up",
            "clean-up",
            it -> {
              it.set(Scene.Options.USUAL.onDefaultBranch().cleaning("next/{chart}"));
              it.history().branch("next/main", it.head());
              it.repository().defaultBranch("next/main");
            },
            "branches next/{chart} are cleaned up: for some chart name this is the branch next/main; write a prefix, as in integration/{chart} (the operator's setting CLEANUP_BRANCHES, or cleanUpBranches in .github/chart-tagger.yaml)"));
  }

  private static final TagRuleset.Answer ORGANIZATION = new TagRuleset.Answer("active", true, true);
  private static final TagRuleset.Answer SILENT = new TagRuleset.Answer("active", false, false);
  private static final TagRuleset.Answer EVALUATED = new TagRuleset.Answer("evaluate", false, true);

  /** One beside the ruleset that is in order, from which the App is not free. */
  private static TagRuleset another(String... rules) {
    return new TagRuleset(4712, "Strict", List.of("~ALL"), Set.of(), true).ruling(rules);
  }

  private static BrokenPoint ruled(String name, String result, TagRuleset ruleset, String message) {
    return new BrokenPoint(
        name,
        Duration.ZERO,
        it -> it.repository().ruleset(ruleset),
        "tag-creation",
        result,
        message,
        Set.of());
  }

  private static Stream<BrokenPoint> ofRules() {
    return Stream.of(
        warning(
            "there is no ruleset",
            "tag-protection",
            it -> it.rulesets(),
            "no ruleset restricts deletions or updates of tags such as chart-v1.2.3, so whoever may push can change a release: an administrator of the repository imports Chart Tagger's ruleset: gh api repos/example-org/helm-charts/rulesets --input .github/release-tag-protection.json"),
        warning(
            "the ruleset is switched off",
            "tag-protection",
            it -> it.rulesets(SoundSetup.ruleset("update", "deletion").shown(EVALUATED)),
            "no ruleset restricts deletions or updates of tags such as chart-v1.2.3, so whoever may push can change a release: an administrator of the repository imports Chart Tagger's ruleset: gh api repos/example-org/helm-charts/rulesets --input .github/release-tag-protection.json"),
        warning(
            "tags may be moved",
            "tag-protection",
            it -> it.rulesets(SoundSetup.ruleset("creation", "deletion")),
            "no ruleset restricts updates of tags such as chart-v1.2.3, so whoever may push can change a release: an administrator of the repository imports Chart Tagger's ruleset: gh api repos/example-org/helm-charts/rulesets --input .github/release-tag-protection.json"),
        warning(
            "the plan has no rulesets",
            "tag-protection",
            it ->
                it.scene()
                    .github()
                    .faults()
                    .every(
                        arrival -> arrival.is("GET", "/rulesets"),
                        Fault.Refuse.with(
                            403,
                            "Upgrade to GitHub Pro or make this repository public to enable this feature.")),
            "GitHub has no rulesets for example-org/helm-charts, so whoever may push can change a release: its owner takes a plan of GitHub that has them, or an administrator of the repository makes it public"),
        warning(
            "tags have another form than our ruleset's",
            "tag-protection",
            it -> it.set(Scene.Options.USUAL.naming("{chart}/{version}")),
            "no ruleset restricts deletions or updates of tags such as chart/1.2.3, so whoever may push can change a release: an administrator of the repository imports Chart Tagger's ruleset, in which refs/tags/*-v* is replaced by a pattern of such tags: gh api repos/example-org/helm-charts/rulesets --input .github/release-tag-protection.json"),
        ruled(
            "a ruleset refuses tags",
            "failed",
            another("creation"),
            "ruleset \"Strict\" refuses the creation of tags such as chart-v1.2.3: an administrator of the repository adds the App (Integration 4242) to its bypass list at https://github.com/example-org/helm-charts/rules/4712"),
        ruled(
            "the organisation refuses tags",
            "failed",
            another("creation").shown(ORGANIZATION),
            "ruleset \"Strict\" refuses the creation of tags such as chart-v1.2.3: an owner of the organisation adds the App (Integration 4242) to its bypass list at https://github.com/example-org/helm-charts/rules/4712"),
        ruled(
            "whether the App may bypass is not shown",
            "warning",
            another("creation").shown(SILENT),
            "ruleset \"Strict\" refuses the creation of tags such as chart-v1.2.3: an administrator of the repository makes sure that the App (Integration 4242), to which GitHub does not show that list, is on its bypass list at https://github.com/example-org/helm-charts/rules/4712"),
        ruled(
            "a ruleset wants other names",
            "failed",
            another("tag_name_pattern starts_with v"),
            "ruleset \"Strict\" does not allow the name chart-v1.2.3 (starts with \"v\"): an administrator of the repository adds the App (Integration 4242) to its bypass list at https://github.com/example-org/helm-charts/rules/4712"),
        ruled(
            "a ruleset wants names of a form",
            "warning",
            another("tag_name_pattern regex ^v[0-9]"),
            "ruleset \"Strict\" allows only some names (regex \"^v[0-9]\"): an administrator of the repository makes sure that the App's tags meet that, or adds the App (Integration 4242) to its bypass list at https://github.com/example-org/helm-charts/rules/4712"),
        ruled(
            "a ruleset wants signed commits",
            "warning",
            another("required_signatures"),
            "ruleset \"Strict\" has the rule required_signatures for the tagged commits: an administrator of the repository makes sure that the App's tags meet that, or adds the App (Integration 4242) to its bypass list at https://github.com/example-org/helm-charts/rules/4712"));
  }

  /** Set-ups that differ from the usual one and are in order all the same. */
  static Stream<Consumer<SoundSetup>> sound() {
    return Stream.of(
        _ -> {},
        it -> it.commit(".github/chart-tagger.yaml", "charts: [charts]\n"),
        it -> {
          it.set(Scene.Options.USUAL.releasing(ReleaseMode.OFF));
          it.history().deleteBranch("release");
        },
        it -> it.repository().ruleset(another("tag_name_pattern contains -v")),
        it -> it.repository().ruleset(another("creation").shown(EVALUATED)),
        it ->
            it.repository()
                .ruleset(new TagRuleset(4713, "Others", List.of("refs/tags/v*"), Set.of(), true)));
  }
}
