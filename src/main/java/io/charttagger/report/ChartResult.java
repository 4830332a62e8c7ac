package io.charttagger.report;

import io.charttagger.plan.Step;

/**
 * What a report says of one chart in one merge: what the plan decided, or what came of it once it
 * was tried. Some share a word in JSON, because there the line's other fields tell them apart.
 *
 * <p>No switch over these has a {@code default}: a new one does not compile until every place has
 * decided what it means.
 */
public enum ChartResult {
  /** Its tag is to be created. */
  CREATE,
  /** This run created its tag. */
  CREATED,
  /** An earlier attempt of this run created its tag. */
  CREATED_EARLIER,
  /** Its tag points at its commit already. */
  ALREADY_TAGGED,
  /** Its tag points at another commit, with the same content. */
  TAGGED_ELSEWHERE,
  /** It changed, its version did not. */
  VERSION_UNCHANGED,
  /** Its version came in before this push, and has no tag. */
  UNTAGGED,
  /** It is gone. */
  DELETED,
  /** This push made its {@code Chart.yaml} unusable. */
  INVALID,
  /** Its {@code Chart.yaml} is as unusable as it was before this push. */
  INVALID_AS_BEFORE,
  /** This push gave it a version that is tagged elsewhere or that another directory holds. */
  CONFLICT,
  /** Another directory holds its version, as was so before this push. */
  CONFLICT_AS_BEFORE,
  /** It has no lineage, and lineage is required. */
  UNATTESTED,
  /** GitHub refused its tag. */
  REFUSED,
  /** Audit: its tag is as it should be. */
  OK,
  /** Audit: it has no tag. */
  MISSING,
  /** Audit: its tag has no annotation. */
  LIGHTWEIGHT,
  /** Audit: its tag points at no commit of the main branch. */
  OFF_MAIN,
  /** Audit: its tag's annotation is not one that a run makes. */
  ANNOTATION_DIFFERS;

  /** What the plan says of a chart, before anything is tried. */
  static ChartResult planned(Step step) {
    return switch (step) {
      case Step.CreateTag _ -> CREATE;
      case Step.KeepTag _ -> ALREADY_TAGGED;
      case Step.LeaveAlone leave -> leftAlone(leave);
    };
  }

  private static ChartResult leftAlone(Step.LeaveAlone step) {
    return switch (step.outcome()) {
      case CREATE -> CREATE;
      case ALREADY_TAGGED -> TAGGED_ELSEWHERE;
      case VERSION_UNCHANGED -> VERSION_UNCHANGED;
      case UNTAGGED -> UNTAGGED;
      case DELETED -> DELETED;
      case INVALID -> step.fails() ? INVALID : INVALID_AS_BEFORE;
      case CONFLICT -> step.fails() ? CONFLICT : CONFLICT_AS_BEFORE;
      case UNATTESTED -> UNATTESTED;
    };
  }

  /** True when the run fails because of it. */
  public boolean fails() {
    return switch (this) {
      case INVALID, CONFLICT, UNATTESTED, REFUSED -> true;
      case CREATE,
          CREATED,
          CREATED_EARLIER,
          ALREADY_TAGGED,
          TAGGED_ELSEWHERE,
          VERSION_UNCHANGED,
          UNTAGGED,
          DELETED,
          INVALID_AS_BEFORE,
          CONFLICT_AS_BEFORE,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }

  /** True when its tag exists now and points at its commit. */
  public boolean hasTag() {
    return switch (this) {
      case CREATED, CREATED_EARLIER, ALREADY_TAGGED -> true;
      case CREATE,
          TAGGED_ELSEWHERE,
          VERSION_UNCHANGED,
          UNTAGGED,
          DELETED,
          INVALID,
          INVALID_AS_BEFORE,
          CONFLICT,
          CONFLICT_AS_BEFORE,
          UNATTESTED,
          REFUSED,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }

  /** True when its content is tagged now, on its commit or on an earlier one. */
  public boolean isTaggedAnywhere() {
    return switch (this) {
      case CREATED, CREATED_EARLIER, ALREADY_TAGGED, TAGGED_ELSEWHERE -> true;
      case CREATE,
          VERSION_UNCHANGED,
          UNTAGGED,
          DELETED,
          INVALID,
          INVALID_AS_BEFORE,
          CONFLICT,
          CONFLICT_AS_BEFORE,
          UNATTESTED,
          REFUSED,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }

  /** True when this run created its tag, now or in an earlier attempt. */
  public boolean isCreated() {
    return switch (this) {
      case CREATED, CREATED_EARLIER -> true;
      case CREATE,
          ALREADY_TAGGED,
          TAGGED_ELSEWHERE,
          VERSION_UNCHANGED,
          DELETED,
          INVALID,
          INVALID_AS_BEFORE,
          CONFLICT,
          CONFLICT_AS_BEFORE,
          UNATTESTED,
          REFUSED,
          UNTAGGED,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }

  /** True when this attempt of the run created its tag. */
  public boolean isCreatedNow() {
    return switch (this) {
      case CREATED -> true;
      case CREATE,
          CREATED_EARLIER,
          ALREADY_TAGGED,
          TAGGED_ELSEWHERE,
          VERSION_UNCHANGED,
          UNTAGGED,
          DELETED,
          INVALID,
          INVALID_AS_BEFORE,
          CONFLICT,
          CONFLICT_AS_BEFORE,
          UNATTESTED,
          REFUSED,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }

  /** True when its tag was still to be created when the report was made. */
  public boolean isToBeCreated() {
    return switch (this) {
      case CREATE -> true;
      case CREATED,
          CREATED_EARLIER,
          ALREADY_TAGGED,
          TAGGED_ELSEWHERE,
          VERSION_UNCHANGED,
          UNTAGGED,
          DELETED,
          INVALID,
          INVALID_AS_BEFORE,
          CONFLICT,
          CONFLICT_AS_BEFORE,
          UNATTESTED,
          REFUSED,
          OK,
          MISSING,
          LIGHTWEIGHT,
          OFF_MAIN,
          ANNOTATION_DIFFERS ->
          false;
    };
  }
}
