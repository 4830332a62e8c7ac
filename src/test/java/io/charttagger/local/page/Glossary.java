package io.charttagger.local.page;

import io.charttagger.local.page.Term.Tone;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of reports, as README explains them. */
final class Glossary {
  private static final Map<String, Term> RUNS =
      byWord(
          good("tagged", "tags were created, or all of them existed already"),
          quiet("nothing-to-tag", "no chart changed its version"),
          bad(
              "failed",
              "a chart failed, or GitHub refused something; everything else was done",
              "follow the message of the push"),
          bad(
              "rejected",
              "the dispatch was malformed or not admitted",
              "follow the message of the push"),
          warning(
              "incomplete",
              "the run stopped before its end; finished work is kept",
              "send the same dispatch again; it resumes"),
          warning(
              "in-progress",
              "another run worked on the same commit",
              "send the same dispatch again"),
          quiet("not-ours", "another event or action, or a push to another branch"));

  private static final Map<String, Term> CHARTS =
      byWord(
          good("created", "the version is new: the tag was created on the merge that brought it"),
          quiet(
              "already-tagged",
              "the tag exists, on this commit or on another one with the same content"),
          warning(
              "version-unchanged",
              "the chart changed without a version bump; its tag is not moved",
              "raise the version to release the change"),
          warning(
              "untagged",
              "the chart changed without a version bump, and its version, which came in before"
                  + " this push, has no tag",
              "raise the version to release the change; a backfill tags the commit that brought"
                  + " the version"),
          quiet("deleted", "the chart was removed"),
          bad(
              "invalid",
              "Chart.yaml is unreadable, has no name, or no SemVer 2 version, or the tag's name"
                  + " would be too long. It fails a push only if that push introduced it",
              "merge a fix; the run for that merge makes the tag"),
          bad(
              "conflict",
              "the version's tag points at other content, or two directories have the same name"
                  + " and version. It fails a push only if that push introduced it",
              "merge a change that raises the version; the run for that merge makes the tag"),
          bad(
              "unattested",
              "lineage is required but missing",
              "add the ATTESTATION_MAP to the pull request and send the same dispatch again"),
          bad(
              "undocumented",
              "a changelog is required, and nobody wrote one for the version",
              "merge a change that raises the version and adds its section"),
          quiet("skipped", "the settings leave the chart out, or its pre-release"),
          bad(
              "refused",
              "GitHub refused the tag because of a ruleset or a missing permission",
              "add the App to the bypass list or grant the permission, and send the same dispatch"
                  + " again"));

  private static final Map<String, Term> WARNINGS =
      byWord(
          warning(
              "changelog",
              "the chart's CHANGELOG.md has no section of the version, or is a link that leads"
                  + " nowhere; another source was used",
              "write the section before the next merge; a tag's text never changes"),
          warning(
              "version-unchanged",
              "a chart changed without a version bump, so nobody gets that change from a release",
              "raise the version to release the change"),
          warning(
              "version-lower",
              "a chart's version went down; it is tagged all the same",
              "check that the lower version is meant, such as a fix of an older line"),
          warning(
              "no-source-pull-request",
              "no merged pull request was found for the commit. A replay knows only those that the"
                  + " subjects of commits name; on GitHub it asks for them",
              "nothing, if people push to the main branch directly; such tags name the commit's"
                  + " author and subject instead"),
          warning(
              "directory-name",
              "a chart's directory and its name differ; tags use the name",
              "nothing, if that is meant"),
          warning(
              "annotation-differs",
              "the tag exists on this commit with another text, or without any",
              "nothing, if you know who made it: a tag is never replaced"),
          warning(
              "chart-yaml-invalid",
              "Chart.yaml has no usable name or version, and had none before this push",
              "merge a fix; the run for that merge makes the tag"),
          warning(
              "conflict",
              "two directories have the same name and version, as before this push",
              "rename one of the charts, or raise the version of one"),
          warning(
              "charts-directory",
              "an entry of CHARTS_DIR or of the repository's charts names no directory there",
              "correct the name, unless the directory came later than this push"),
          warning(
              "passed-over",
              "a symbolic link or a submodule in a charts directory changed; a chart is tagged only"
                  + " where its files are",
              "let the settings name the directory that the chart is in, or tag it in the"
                  + " submodule's repository"),
          warning(
              "skip-ci",
              "the merge's message tells GitHub to skip workflows, so none starts for its tags",
              "start the workflow by hand, for example with workflow_dispatch on the tag"),
          warning(
              "lineage-unreadable",
              "a pull request's ATTESTATION_MAP is not valid JSON; no lineage was used",
              "correct it before the next merge; a tag's text never changes"),
          warning(
              "lineage-author",
              "a pull request has lineage, and lineageAuthors does not name who opened it; none was"
                  + " used",
              "have it opened by one of them"),
          warning(
              "inside-merge",
              "the commit is in the middle of a merged pull request; nothing is tagged on it",
              "dispatch the merge's last commit, which the message names"),
          warning(
              "push-too-long",
              "too many commits were undecided to decide them merge by merge",
              "send a backfill for the versions that came in between"),
          warning(
              "before-lost",
              "the state before the push is no ancestor of it (a force push)",
              "check the tags of the push"),
          warning(
              "mark-lost",
              "the commit up to which the branch was decided is not on it any more (a force push)",
              "check the tags of the push"),
          warning("missed", "earlier merges have no tags yet", "follow the message"),
          warning(
              "owed",
              "a tag that an earlier run could not make is still missing",
              "do what that run's message says"),
          warning(
              "mark", "how far the branch is decided was not saved", "nothing; the next run is"),
          warning(
              "tag-object-differs",
              "GitHub stored a tag as another object than was computed",
              "report it with the message"),
          warning(
              "filter-unmatched",
              "the dispatch names a chart that the push did not change",
              "correct the name"),
          warning("main-moved", "the branch moved during a backfill", "send the backfill again"),
          warning("catch-up", "what a catch-up did in one repository", "follow the message"),
          warning(
              "release",
              "a tag is neither on the release branch nor in a release pull request",
              "follow the message"),
          warning(
              "release-list-forged",
              "the release pull request's list named a tag on a commit that has no such tag; the"
                  + " line was dropped",
              "find out who edited the pull request"),
          warning(
              "release-list-unreadable",
              "a part of the release pull request's list could not be read",
              "find out who edited the pull request"),
          warning(
              "labels",
              "GitHub refused the labels of the release pull request",
              "set them by hand"),
          warning("check-run", "the commit shows no check run", "follow the message"));

  private Glossary() {}

  /** The outcome of a push. */
  static Term run(String word) {
    return find(RUNS, word);
  }

  /** The outcome of a chart. */
  static Term chart(String word) {
    return find(CHARTS, word);
  }

  /** The code of a warning. */
  static Term warning(String word) {
    return find(WARNINGS, word);
  }

  private static Term find(Map<String, Term> terms, String word) {
    return terms.getOrDefault(word, new Term(word, Tone.WARNING, "", "follow the message"));
  }

  private static Map<String, Term> byWord(Term... terms) {
    return Stream.of(terms).collect(Collectors.toUnmodifiableMap(Term::word, Function.identity()));
  }

  private static Term good(String word, String meaning) {
    return new Term(word, Tone.GOOD, meaning, "");
  }

  private static Term quiet(String word, String meaning) {
    return new Term(word, Tone.QUIET, meaning, "");
  }

  private static Term warning(String word, String meaning, String remedy) {
    return new Term(word, Tone.WARNING, meaning, remedy);
  }

  private static Term bad(String word, String meaning, String remedy) {
    return new Term(word, Tone.BAD, meaning, remedy);
  }
}
