package io.charttagger.report;

/**
 * The words for outcomes in JSON and Markdown. They are a contract with the readers of reports, and
 * exist nowhere else in the code.
 */
final class OutcomeWords {
  private OutcomeWords() {}

  static String of(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Tagged() -> "tagged";
      case RunOutcome.NothingToTag() -> "nothing-to-tag";
      case RunOutcome.Planned() -> "planned";
      case RunOutcome.Previewed(boolean fails) -> fails ? "failed" : "planned";
      case RunOutcome.InProgress() -> "in-progress";
      case RunOutcome.Incomplete _ -> "incomplete";
      case RunOutcome.Failed _ -> "failed";
      case RunOutcome.Rejected _ -> "rejected";
      case RunOutcome.NotOurs() -> "not-ours";
      case RunOutcome.Audited() -> "audited";
      case RunOutcome.Checked _ -> "checked";
    };
  }

  static String of(ChartResult result) {
    return switch (result) {
      case CREATE -> "create";
      case CREATED, CREATED_EARLIER -> "created";
      case ALREADY_TAGGED, TAGGED_ELSEWHERE -> "already-tagged";
      case VERSION_UNCHANGED -> "version-unchanged";
      case UNTAGGED -> "untagged";
      case DELETED -> "deleted";
      case INVALID, INVALID_AS_BEFORE -> "invalid";
      case CONFLICT, CONFLICT_AS_BEFORE -> "conflict";
      case UNATTESTED -> "unattested";
      case UNDOCUMENTED -> "undocumented";
      case SKIPPED -> "skipped";
      case REFUSED -> "refused";
      case OK -> "ok";
      case MISSING -> "missing";
      case LIGHTWEIGHT -> "lightweight";
      case OFF_MAIN -> "off-main";
      case ANNOTATION_DIFFERS -> "annotation-differs";
      case UNSIGNED -> "unsigned";
      case BAD_SIGNATURE -> "bad-signature";
    };
  }

  static String of(ReleaseResult result) {
    return switch (result) {
      case CREATED -> "created";
      case UPDATED -> "updated";
      case UNCHANGED -> "unchanged";
      case NOTHING_BETWEEN -> "nothing-between";
      case FAILED -> "failed";
    };
  }

  static String of(GitHubReleaseResult result) {
    return switch (result) {
      case CREATED -> "created";
      case EXISTS -> "exists";
      case FAILED -> "failed";
    };
  }

  static String of(PointResult result) {
    return switch (result) {
      case OK -> "ok";
      case WARNING -> "warning";
      case FAILED -> "failed";
      case NOT_CHECKED -> "not-checked";
    };
  }

  static String of(SetupPoint point) {
    return switch (point) {
      case SECRET -> "secret";
      case SIGNING_KEY -> "signing-key";
      case TABLE -> "table";
      case GITHUB -> "github";
      case CLOCK -> "clock";
      case APP -> "app";
      case PERMISSIONS -> "permissions";
      case WEBHOOK -> "webhook";
      case ALLOW_LIST -> "allow-list";
      case INSTALLATION -> "installation";
      case ACCEPTED_PERMISSIONS -> "accepted-permissions";
      case REPOSITORY -> "repository";
      case MAIN_BRANCH -> "main-branch";
      case SETTINGS -> "settings";
      case RELEASE_BRANCH -> "release-branch";
      case CHARTS -> "charts";
      case TAG_PROTECTION -> "tag-protection";
      case TAG_CREATION -> "tag-creation";
      case CLEAN_UP -> "clean-up";
    };
  }

  static String of(BranchResult result) {
    return switch (result) {
      case DELETED -> "deleted";
      case KEPT -> "kept";
      case MISSING -> "missing";
    };
  }
}
