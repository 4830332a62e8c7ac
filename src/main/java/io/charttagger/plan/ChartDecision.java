package io.charttagger.plan;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides one readable chart of one merge: the first row of the table that fits. */
final class ChartDecision {
  private final PlanRules rules;
  private final Merge merge;
  private final VersionOwners holders;
  private final List<Attestation> lineage;
  private final List<Warning> warnings = new ArrayList<>();

  ChartDecision(PlanRules rules, Merge merge, VersionOwners holders, List<Attestation> lineage) {
    this.rules = rules;
    this.merge = merge;
    this.holders = holders;
    this.lineage = lineage;
  }

  /** The step for this chart, {@code tag} being what stands under its tag's name. */
  Step decide(ChartState state, ChartYaml.Chart chart, TagState tag) {
    Candidate candidate = new Candidate(state, chart, TagName.of(chart.name(), chart.version()));
    noteTheDirectory(candidate);
    Optional<List<String>> rivals = holders.rivals(candidate.tag());
    if (rivals.isPresent() && holders.broughtIn(candidate.tag())) {
      return leave(
          candidate, ChartOutcome.CONFLICT, true, VersionOwners.disputed(chart, rivals.get()));
    }
    if (rules.requireLineage() && lineage.isEmpty()) {
      return leave(candidate, ChartOutcome.UNATTESTED, true, unattested());
    }
    return switch (tag) {
      case TagState.Absent() ->
          rivals.isPresent() ? undecided(candidate, rivals.get()) : create(candidate);
      case TagState.Standing standing ->
          standing.commit().filter(merge.commit().sha()::equals).isPresent()
              ? keep(candidate, standing)
              : elsewhere(candidate, standing);
    };
  }

  List<Warning> warnings() {
    return warnings;
  }

  private Step create(Candidate candidate) {
    if (holders.stoodBefore(candidate.chart().name(), candidate.chart().version())) {
      warn(
          candidate,
          "version-came-earlier",
          "version %s came in earlier than commit %s, on which its tag now stands"
              .formatted(candidate.chart().version(), merge.commit().sha().abbreviated()));
    }
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
    return new Step.CreateTag(subject(candidate), release(candidate), reason(candidate));
  }

  private String reason(Candidate candidate) {
    ChartName name = candidate.chart().name();
    if (holders.stoodBefore(name, candidate.chart().version())) {
      return "no tag stood for this version yet";
    }
    return candidate
        .before()
        .filter(before -> before.name().equals(name))
        .map(before -> "new version, after " + before.version())
        .orElseGet(() -> holders.stoodBefore(name) ? "new version" : "new chart");
  }

  private Step keep(Candidate candidate, TagState.Standing standing) {
    Release release = release(candidate);
    String expected = release.tag().annotation();
    boolean asExpected =
        standing.object().equals(release.tag().sha())
            || standing.annotation().filter(expected::equals).isPresent();
    if (!asExpected) {
      warn(
          candidate,
          "annotation-differs",
          AnnotationDifference.between(candidate.tag(), standing.annotation(), expected));
    }
    return new Step.KeepTag(subject(candidate), release, "the tag stands on this commit already");
  }

  private Step elsewhere(Candidate candidate, TagState.Standing standing) {
    String place = standing.commit().map(CommitSha::value).orElse("an object that is no commit");
    if (standing.sameTree()) {
      return leave(
          candidate,
          ChartOutcome.ALREADY_TAGGED,
          false,
          "the same content is tagged already, on " + place);
    }
    if (candidate.state().stoodAtOtherParent()
        || holders.stoodBefore(candidate.chart().name(), candidate.chart().version())) {
      String message =
          "changed without a version bump; %s stays on %s".formatted(candidate.tag(), place);
      warn(candidate, "version-unchanged", message);
      return leave(candidate, ChartOutcome.VERSION_UNCHANGED, false, message);
    }
    return leave(
        candidate,
        ChartOutcome.CONFLICT,
        true,
        "%s stands on %s, but commit %s brings this version with other content; a tag is never moved: raise the version"
            .formatted(candidate.tag(), place, merge.commit().sha()));
  }

  /**
   * Several directories have long held one name and version: no fault of this push, and not to be
   * decided by order.
   */
  private Step undecided(Candidate candidate, List<String> rivals) {
    String message = VersionOwners.disputed(candidate.chart(), rivals);
    warn(candidate, "conflict", message);
    return leave(candidate, ChartOutcome.CONFLICT, false, message);
  }

  private Step leave(Candidate candidate, ChartOutcome outcome, boolean fails, String message) {
    return new Step.LeaveAlone(subject(candidate), outcome, fails, message);
  }

  private String unattested() {
    return merge
        .source()
        .map(
            source ->
                "pull request #%d has no attestation for this chart in its ATTESTATION_MAP, and lineage is required"
                    .formatted(source.number()))
        .orElse(
            "no source pull request was found, so there is no lineage, and lineage is required");
  }

  private void noteTheDirectory(Candidate candidate) {
    String directory = Paths.lastName(candidate.state().directory());
    String name = candidate.chart().name().value();
    String version = candidate.chart().version().value();
    boolean newHere = !candidate.state().before().holds(candidate.chart().name());
    if (newHere
        && !directory.equals(Paths.ROOT)
        && !List.of(name, version, "v" + version, name + "-" + version, name + "-v" + version)
            .contains(directory)) {
      warn(
          candidate,
          "directory-name",
          "the chart in %s calls itself %s; its tags bear that name"
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
        notes);
  }

  private ChartRef subject(Candidate candidate) {
    return new ChartRef(
        candidate.chart().name().value(),
        candidate.state().directory(),
        Optional.of(candidate.chart().version()),
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
