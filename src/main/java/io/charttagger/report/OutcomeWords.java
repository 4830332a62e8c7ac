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

  static String of(BranchResult result) {
    return switch (result) {
      case DELETED -> "deleted";
      case KEPT -> "kept";
      case MISSING -> "missing";
    };
  }
}
