package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.TagName;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.GitHubReleaseResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.util.List;
import java.util.Optional;

/**
 * The pull requests, GitHub Releases and branches of {@link WorkDone}, on their way through the
 * lock table.
 */
final class SavedLines {
  private SavedLines() {}

  static void write(WorkDone done, ObjectNode node) {
    ArrayNode releases = node.putArray("releases");
    for (ReleaseLine line : done.releases()) {
      releases
          .addObject()
          .put("number", line.number().orElseThrow())
          .put("url", line.url().orElseThrow())
          .put("opened", line.result() == ReleaseResult.CREATED)
          .put("message", line.message());
    }
    ArrayNode published = node.putArray("githubReleases");
    done.published()
        .forEach(
            line ->
                published
                    .addArray()
                    .add(line.tag().value())
                    .add(line.url().orElseThrow())
                    .add(line.message()));
    ArrayNode branches = node.putArray("deletedBranches");
    done.branches().forEach(line -> branches.addArray().add(line.name()).add(line.message()));
  }

  static List<ReleaseLine> releases(JsonNode node) {
    return SavedJson.list(node, "releases", SavedLines::release);
  }

  static List<GitHubReleaseLine> published(JsonNode node) {
    return SavedJson.list(node, "githubReleases", SavedLines::publishedOne);
  }

  static List<BranchLine> branches(JsonNode node) {
    return SavedJson.list(node, "deletedBranches", SavedLines::branch);
  }

  private static ReleaseLine release(JsonNode node) {
    return new ReleaseLine(
        Optional.of(SavedJson.number(node, "number")),
        Optional.of(SavedJson.text(node, "url")),
        SavedJson.flag(node, "opened") ? ReleaseResult.CREATED : ReleaseResult.UPDATED,
        SavedJson.text(node, "message"));
  }

  private static GitHubReleaseLine publishedOne(JsonNode node) {
    List<String> texts = SavedJson.texts(node, 3);
    return new GitHubReleaseLine(
        new TagName(texts.get(0)),
        Optional.of(texts.get(1)),
        GitHubReleaseResult.CREATED,
        texts.get(2));
  }

  private static BranchLine branch(JsonNode node) {
    List<String> texts = SavedJson.texts(node, 2);
    return new BranchLine(texts.get(0), BranchResult.DELETED, texts.get(1));
  }
}
