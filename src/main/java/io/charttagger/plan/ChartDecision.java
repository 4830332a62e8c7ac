package io.charttagger.plan;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides one readable chart of one merge. The first case that applies wins. */
final class ChartDecision {
  private final PlanRules rules;
  private final Merge merge;
  private final VersionOwners owners;
  private final List<Attestation> lineage;
  private final List<Warning> warnings = new ArrayList<>();

  ChartDecision(PlanRules rules, Merge merge, VersionOwners owners, List<Attestation> lineage) {
    this.rules = rules;
    this.merge = merge;
    this.owners = owners;
    this.lineage = lineage;
  }

  /** The step for this chart. {@code tag} is the state of its tag's name. */
  Step decide(ChartState state, ChartYaml.Chart chart, TagState tag) {
    Candidate candidate = new Candidate(state, chart, merge.tag(chart));
    if (merge.rules().skips(chart.version())) {
      return leaveAlone(
          candidate,
          ChartOutcome.SKIPPED,
          false,
          "the settings leave pre-releases untagged, and %s is one".formatted(chart.version()));
    }
    warnAboutDirectoryName(candidate);
    Optional<List<String>> sharing = owners.directoriesSharing(candidate.tag());
    if (sharing.isPresent() && owners.isIntroduced(candidate.tag())) {
      return leaveAlone(
          candidate, ChartOutcome.CONFLICT, true, owners.conflictMessage(chart, sharing.get()));
    }
    if (merge.rules().requireLineage() && lineage.isEmpty()) {
      boolean isMissing =
          tag instanceof TagState.Absent
              && sharing.isEmpty()
              && isNew(candidate.chart())
              // Nothing could be added to.
              && merge.source().isPresent();
      return unattested(candidate, isMissing);
    }
    return switch (tag) {
      case TagState.Absent absent ->
          sharing.isPresent()
              ? earlierConflict(candidate, sharing.get())
              : isNew(chart) ? createTagIfDocumented(candidate) : untagged(candidate, absent);
      case TagState.Exists existing ->
          existing.commit().filter(merge.commit().sha()::equals).isPresent()
              ? keepTag(candidate, existing)
              : existsElsewhere(
                  candidate,
                  existing,
                  "points at "
                      + existing
                          .commit()
                          .map(CommitSha::value)
                          .orElse("an object that is not a commit"));
      case TagState.Expected expected ->
          existsElsewhere(
              candidate, expected, "belongs to the earlier merge %s".formatted(expected.merge()));
    };
  }

  List<Warning> warnings() {
    return warnings;
  }

  /** A version that two directories had, so that neither was tagged, is new for the one left. */
  private boolean isNew(ChartYaml.Chart chart) {
    return !owners.existedBefore(chart.name(), chart.version())
        || owners.sharedBefore(chart.name(), chart.version());
  }

  /** Here the tag would point at other content than what the version came in with. */
  private Step untagged(Candidate candidate, TagState.Absent absent) {
    ChartVersion version = candidate.chart().version();
    String message =
        absent
            .otherForm()
            .map(
                tag ->
                    "version %s was merged before this push and has no tag of this form, only %s; raise the version to release the change"
                        .formatted(version, tag))
            .orElseGet(
                () ->
                    "version %s was merged before this push and has no tag; raise the version to release the change, or send a backfill to tag the commit that brought the version"
                        .formatted(version));
    return leaveAlone(candidate, ChartOutcome.UNTAGGED, false, message);
  }

  private Step createTagIfDocumented(Candidate candidate) {
    return merge.rules().requireChangelog() && !candidate.state().notes().isWritten()
        ? leaveAlone(
            candidate,
            ChartOutcome.UNDOCUMENTED,
            true,
            "a changelog is required, but nobody wrote one for version %s; %s"
                .formatted(
                    candidate.chart().version(),
                    rules.either(
                        "merge a change that raises the version and adds the new version's section to CHANGELOG.md, and the run for that merge makes its tag",
                        "add its section to CHANGELOG.md")))
        : createTag(candidate);
  }

  private Step createTag(Candidate candidate) {
    candidate
        .before()
        .filter(before -> candidate.chart().version().isLowerThan(before.version()))
        .ifPresent(
            before ->
                warn(
                    candidate,
                    "version-lower",
                    "%s went from %s down to %s"
                        .formatted(
                            candidate.state().directory(),
                            before.version(),
                            candidate.chart().version())));
    candidate.state().notes().warnings().forEach(message -> warn(candidate, "changelog", message));
    return new Step.CreateTag(
        subject(candidate), release(candidate).signedBy(rules.signer()), reason(candidate));
  }

  private String reason(Candidate candidate) {
    ChartName name = candidate.chart().name();
    if (owners.existedBefore(name, candidate.chart().version())) {
      return "no other directory has this version any more";
    }
    return candidate
        .before()
        .filter(before -> before.name().equals(name))
        .map(before -> "new version, after " + before.version())
        .orElseGet(() -> owners.existedBefore(name) ? "new version" : "new chart");
  }

  private Step keepTag(Candidate candidate, TagState.Exists existing) {
    Release release = release(candidate);
    String expected = release.tag().annotation();
    boolean asExpected =
        existing.object().equals(release.tag().sha())
            || existing.annotation().filter(expected::equals).isPresent();
    if (!asExpected) {
      warn(
          candidate,
          "annotation-differs",
          AnnotationDifference.between(candidate.tag(), existing.annotation(), expected));
    }
    return new Step.KeepTag(
        subject(candidate), release, existing.object(), "the tag already points at this commit");
  }

  private Step existsElsewhere(Candidate candidate, TagState.Taken taken, String place) {
    if (taken.sameTree()) {
      return leaveAlone(
          candidate,
          ChartOutcome.ALREADY_TAGGED,
          false,
          "%s %s, which has the same content".formatted(candidate.tag(), place));
    }
    if (candidate.state().existedEarlier()
        || owners.existedBefore(candidate.chart().name(), candidate.chart().version())) {
      String message =
          "the chart changed without a version bump, and %s %s; raise the version to release the change"
              .formatted(candidate.tag(), place);
      warn(candidate, "version-unchanged", message);
      return leaveAlone(candidate, ChartOutcome.VERSION_UNCHANGED, false, message);
    }
    return leaveAlone(
        candidate,
        ChartOutcome.CONFLICT,
        true,
        "%s %s, but %s has other content for this version; a tag is never moved, so %s"
            .formatted(
                candidate.tag(),
                place,
                rules.either("commit " + merge.commit().sha(), "this pull request"),
                rules.either(
                    "merge a change that raises the version, and the run for that merge makes its tag",
                    "raise the version")));
  }

  /**
   * Several directories had the same name and version before this push. That is not a failure of
   * this push, and none of them may win by its position.
   */
  private Step earlierConflict(Candidate candidate, List<String> sharing) {
    String message = owners.conflictMessage(candidate.chart(), sharing);
    warn(candidate, "conflict", message);
    return leaveAlone(candidate, ChartOutcome.CONFLICT, false, message);
  }

  private Step leaveAlone(
      Candidate candidate, ChartOutcome outcome, boolean fails, String message) {
    return new Step.LeaveAlone(subject(candidate), outcome, fails, message);
  }

  /**
   * With the tag only where it is all that is missing: then it comes as soon as there is lineage.
   */
  private Step unattested(Candidate candidate, boolean isMissing) {
    ChartRef subject = subject(candidate);
    return new Step.LeaveAlone(
        isMissing ? subject : subject.withoutTag(),
        ChartOutcome.UNATTESTED,
        true,
        unattestedMessage());
  }

  private String unattestedMessage() {
    return merge
        .source()
        .map(
            source ->
                merge.rules().trusts(source.author())
                    ? "lineage is required, but pull request #%d has no attestation for this chart; add one to its ATTESTATION_MAP%s"
                        .formatted(
                            source.number(), rules.either(" and send the same dispatch again", ""))
                    : "lineage is required, but %s opened pull request #%d, and lineageAuthors does not name that account; %s"
                        .formatted(
                            Quoted.of(source.author()),
                            source.number(),
                            rules.either(
                                "merge a change that raises the version through a pull request that a named account opened",
                                "let a named account open the pull request")))
        .orElseGet(
            () ->
                "lineage is required, but commit %s has no source pull request; merge a change that raises its version through a pull request that has an ATTESTATION_MAP"
                    .formatted(merge.commit().sha()));
  }

  private void warnAboutDirectoryName(Candidate candidate) {
    String directory = Paths.lastName(candidate.state().directory());
    String name = candidate.chart().name().value();
    String version = candidate.chart().version().value();
    boolean newHere = !candidate.state().before().holds(candidate.chart().name());
    if (newHere
        && merge.rules().tagFormat().namesChart()
        && !directory.equals(Paths.ROOT)
        && !List.of(name, version, "v" + version, name + "-" + version, name + "-v" + version)
            .contains(directory)) {
      warn(
          candidate,
          "directory-name",
          "the chart in %s is named %s, and its tags use that name"
              .formatted(candidate.state().directory(), name));
    }
  }

  private void warn(Candidate candidate, String code, String message) {
    warnings.add(new Warning(candidate.chart().name().value(), code, message));
  }

  private Release release(Candidate candidate) {
    String notes = candidate.state().notes().text();
    String annotation = TagAnnotation.of(candidate.chart(), merge, lineage, notes);
    Commit commit = merge.commit();
    return new Release(
        new TagObject(
            candidate.tag(), commit.sha(), annotation, rules.tagger(), commit.committedAt()),
        lineage,
        notes,
        Upgrade.of(candidate.chart().appVersion(), candidate.state().former()));
  }

  private ChartRef subject(Candidate candidate) {
    return new ChartRef(
        candidate.chart().name().value(),
        candidate.state().directory(),
        Optional.of(candidate.chart().version()),
        candidate
            .state()
            .former()
            .map(former -> former.chart().version())
            .filter(version -> !version.equals(candidate.chart().version())),
        Optional.of(candidate.tag()),
        merge.commit().sha(),
        merge.source().map(PullRequest::number));
  }

  /** A chart that may be tagged. */
  private record Candidate(ChartState state, ChartYaml.Chart chart, TagName tag) {
    Optional<ChartYaml.Chart> before() {
      return state.before() instanceof ChartAt.Found(ChartYaml.Chart before)
          ? Optional.of(before)
          : Optional.empty();
    }
  }
}
