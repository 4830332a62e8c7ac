package io.charttagger.report;

import io.charttagger.plan.Step;
import java.util.Set;

/**
 * What a report says of one chart in one merge: what the plan decided, or what came of it once it
 * was tried. Some share a word in JSON, because there the line's other fields tell them apart.
 *
 * <p>Each says beside its name what it means for the run. Other switches over these have no {@code
 * default}: a new one does not compile until every place has decided.
 */
public enum ChartResult {
  /** Its tag is to be created. */
  CREATE(Trait.TO_BE_CREATED),
  /** This run created its tag. */
  CREATED(Trait.HAS_TAG, Trait.CONTENT_TAGGED, Trait.CREATED, Trait.CREATED_NOW),
  /** An earlier attempt of this run created its tag. */
  CREATED_EARLIER(Trait.HAS_TAG, Trait.CONTENT_TAGGED, Trait.CREATED),
  /** Its tag points at its commit already. */
  ALREADY_TAGGED(Trait.HAS_TAG, Trait.CONTENT_TAGGED),
  /** Its tag points at another commit, with the same content. */
  TAGGED_ELSEWHERE(Trait.CONTENT_TAGGED),
  /** It changed, its version did not. */
  VERSION_UNCHANGED(Trait.UNRAISED),
  /** Its version came in before this push, and has no tag. */
  UNTAGGED(Trait.UNRAISED),
  /** It is gone. */
  DELETED,
  /** This push made its {@code Chart.yaml} unusable. */
  INVALID(Trait.FAILS, Trait.FIXED_BY_MERGE),
  /** Its {@code Chart.yaml} is as unusable as it was before this push. */
  INVALID_AS_BEFORE,
  /** This push gave it a version that is tagged elsewhere or that another directory holds. */
  CONFLICT(Trait.FAILS, Trait.FIXED_BY_MERGE),
  /** Another directory holds its version, as was so before this push. */
  CONFLICT_AS_BEFORE,
  /** It has no lineage, and lineage is required. */
  UNATTESTED(Trait.FAILS),
  /** Nobody wrote a changelog for its version, and one is required. */
  UNDOCUMENTED(Trait.FAILS),
  /** The settings leave it out. */
  SKIPPED,
  /** GitHub refused its tag. */
  REFUSED(Trait.FAILS),
  /** Audit: its tag is as it should be. */
  OK(Trait.TAG_ON_MAIN),
  /** Audit: it has no tag. */
  MISSING,
  /** Audit: its tag has no annotation. */
  LIGHTWEIGHT(Trait.TAG_ON_MAIN),
  /** Audit: its tag points at no commit of the main branch. */
  OFF_MAIN,
  /** Audit: its tag's annotation is not one that a run makes. */
  ANNOTATION_DIFFERS(Trait.TAG_ON_MAIN),
  /** Audit: its tag has no signature, and tags are signed. */
  UNSIGNED(Trait.TAG_ON_MAIN),
  /** Audit: its tag's signature is not one of the allowed signers', or not of its text. */
  BAD_SIGNATURE(Trait.TAG_ON_MAIN);

  private enum Trait {
    FAILS,
    FIXED_BY_MERGE,
    HAS_TAG,
    CONTENT_TAGGED,
    CREATED,
    CREATED_NOW,
    TO_BE_CREATED,
    UNRAISED,
    TAG_ON_MAIN
  }

  @SuppressWarnings(
      "ImmutableEnumChecker") // Set.of cannot be changed, which its type does not say.
  private final Set<Trait> traits;

  ChartResult(Trait... traits) {
    this.traits = Set.of(traits);
  }

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
      case UNDOCUMENTED -> UNDOCUMENTED;
      case SKIPPED -> SKIPPED;
    };
  }

  /** True when the run fails because of it. */
  public boolean fails() {
    return traits.contains(Trait.FAILS);
  }

  /** True when the run fails because of it and only another merge helps, whoever made it. */
  boolean isFixedByMerge() {
    return traits.contains(Trait.FIXED_BY_MERGE);
  }

  /** True when its tag exists now and points at its commit. */
  public boolean hasTag() {
    return traits.contains(Trait.HAS_TAG);
  }

  /** True when its content is tagged now, on its commit or on an earlier one. */
  public boolean isTaggedAnywhere() {
    return traits.contains(Trait.CONTENT_TAGGED);
  }

  /** True when this run created its tag, now or in an earlier attempt. */
  public boolean isCreated() {
    return traits.contains(Trait.CREATED);
  }

  /** True when this attempt of the run created its tag. */
  public boolean isCreatedNow() {
    return traits.contains(Trait.CREATED_NOW);
  }

  /** True when its tag was still to be created when the report was made. */
  public boolean isToBeCreated() {
    return traits.contains(Trait.TO_BE_CREATED);
  }

  /** True when it changed, and its version did not. */
  boolean isUnraised() {
    return traits.contains(Trait.UNRAISED);
  }

  /** Audit: true when its tag exists and points at a commit of the main branch. */
  public boolean isTagOnMain() {
    return traits.contains(Trait.TAG_ON_MAIN);
  }
}
