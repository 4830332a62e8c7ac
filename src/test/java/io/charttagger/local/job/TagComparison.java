package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.job.ReplayRecord.Replayed;
import io.charttagger.local.page.TagMatch;
import io.charttagger.local.page.TagsBeside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The tags that a replay made, beside the given repository's own of the same versions. */
final class TagComparison {
  private final Repository git;
  private final GivenTags given;

  TagComparison(Repository git, GivenTags given) {
    this.git = git;
    this.given = given;
  }

  TagsBeside of(List<Replayed> all) {
    Set<String> before = given.upTo(all.getFirst().push().before()).keySet();
    Map<String, CommitSha> inRange = given.upTo(all.getLast().push().after());
    inRange.keySet().removeAll(before);
    List<JsonNode> made =
        all.stream()
            .flatMap(replayed -> replayed.run().charts().stream())
            .filter(chart -> chart.path("outcome").asText().equals("created"))
            .toList();
    boolean oneChart = made.stream().map(it -> it.path("name").asText()).distinct().count() == 1;
    List<TagMatch> matches = new ArrayList<>();
    for (JsonNode chart : made) {
      matches.add(
          new TagMatch(
              chart.path("tag").asText(),
              chart.path("commit").asText(),
              theirs(chart, inRange, oneChart)));
    }
    Set<String> matched =
        matches.stream()
            .flatMap(match -> match.theirs().stream())
            .map(TagMatch.Theirs::tag)
            .collect(Collectors.toSet());
    return new TagsBeside(
        before.size(),
        matches,
        inRange.keySet().stream().filter(tag -> !matched.contains(tag)).toList());
  }

  /** The forms that README names, which a given tag of that version may have. */
  private static Stream<String> formats(boolean oneChart) {
    Stream<String> named =
        Stream.of("{chart}-v{version}", "{chart}-{version}", "{chart}/{version}");
    return oneChart ? Stream.concat(named, Stream.of("v{version}", "{version}")) : named;
  }

  private static String named(JsonNode chart, String format) {
    return format
        .replace("{version}", chart.path("version").asText())
        .replace("{chart}", chart.path("name").asText());
  }

  private Optional<TagMatch.Theirs> theirs(
      JsonNode chart, Map<String, CommitSha> tags, boolean oneChart) {
    String same = chart.path("tag").asText();
    if (tags.containsKey(same)) {
      return Optional.of(theirs(chart, same, tags.get(same), ""));
    }
    return formats(oneChart)
        .filter(format -> tags.containsKey(named(chart, format)))
        .findFirst()
        .map(
            format -> {
              String tag = named(chart, format);
              return theirs(chart, tag, tags.get(tag), format);
            });
  }

  private TagMatch.Theirs theirs(JsonNode chart, String tag, CommitSha commit, String format) {
    String directory = chart.path("directory").asText();
    return new TagMatch.Theirs(
        tag,
        commit.value(),
        format,
        tree(commit.value(), directory).equals(tree(chart.path("commit").asText(), directory)));
  }

  private Optional<ObjectId> tree(String sha, String directory) {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
      if (directory.equals(".")) {
        return Optional.of(commit.getTree());
      }
      try (TreeWalk found = TreeWalk.forPath(git, directory, commit.getTree())) {
        return Optional.ofNullable(found).map(it -> it.getObjectId(0));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
