package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Valid answers about something else than was asked for. They are what the simulator itself answers
 * about other things that it holds.
 */
final class OtherThings {
  private static final Pattern IN_REPOSITORY =
      Pattern.compile("/repos/([^/]+)/([^/?]+)(.*)", Pattern.DOTALL);
  private static final Pattern TOKENS = Pattern.compile("/app/installations/\\d+/access_tokens");
  private static final String SHA = "[0-9a-f]{40}";
  // What an empty list takes.
  private static final int NOTHING = 2;

  private static final List<Rule> RULES =
      List.of(
          Rule.of("/compare/(.+)\\.\\.\\.(.+)", "/compare/$1...{commit}", "/compare/{commit}...$2"),
          Rule.of("/git/trees/" + SHA + "(.*)", "/git/trees/{commit}$1", "/git/trees/{commit}"),
          Rule.of("/git/commits/" + SHA, "/git/commits/{commit}"),
          Rule.of("/commits/" + SHA + "(.*)", "/commits/{commit}$1"),
          Rule.of("/commits\\?(.*)sha=" + SHA + "(.*)", "/commits?$1sha={commit}$2"),
          Rule.of("/git/blobs/.*", "/git/blobs/{blob}"),
          Rule.of("/git/tags/.*", "/git/tags/{tag}"),
          // Most repositories have no such file at any commit.
          Rule.of(
              "/contents/(\\.github/.*)\\?ref=.*",
              "/contents/$1?ref={commit}",
              "/git/blobs/{blob}"),
          Rule.of("/contents/(.*)\\?ref=.*", "/contents/$1?ref={commit}"),
          Rule.of("/git/matching-refs/.*", "/git/matching-refs/{kind}"),
          Rule.of("/git/refs?(/.*)?", "/git/ref/{ref}"),
          Rule.of("/releases(/tags/.*)?", "/releases/tags/{release}"),
          Rule.of("/branches/.*", "/branches/{branch}"),
          Rule.of("/pulls\\?.*", "/pulls?state=all"),
          Rule.of("/pulls(/.*)?", "/pulls/{number}"));

  private final Hosting hosting;
  private final Endpoints endpoints;
  private final String root;

  OtherThings(Hosting hosting, Endpoints endpoints, String root) {
    this.hosting = hosting;
    this.endpoints = endpoints;
    this.root = root;
  }

  /**
   * An answer about another thing, of the status that a success has.
   *
   * @param right the right answer, which the other one differs from
   * @throws IllegalStateException when the simulator holds no other thing
   */
  Reply than(Call call, Access access, Optional<Reply> right) throws IOException {
    List<Reply> found = new ArrayList<>();
    for (Reply other : others(call, access)) {
      if (right.isEmpty() || !Arrays.equals(other.body(), right.get().body())) {
        found.add(other.instead(WrongReplies.success(call), other.body()));
      }
    }
    // An empty list is a poor lie.
    return found.stream()
        .filter(reply -> reply.body().length > NOTHING)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing else is there than " + call.method() + " " + call.line()));
  }

  private List<Reply> others(Call call, Access access) throws IOException {
    if (TOKENS.matcher(call.path()).matches()) {
      return answered(tokens(call), access);
    }
    Matcher within = IN_REPOSITORY.matcher(call.line());
    if (!within.matches()) {
      return List.of();
    }
    SimulatedRepository repository =
        hosting
            .repositoryNamed(new RepositoryName(within.group(1), within.group(2)))
            .orElseThrow(Refusal::notFound);
    String rest = within.group(3);
    return switch (call.method() + " " + rest) {
      case "GET " -> List.of(repositoryBeside(repository));
      case "GET /installation" -> List.of(installationBeside(repository.installation()));
      case "POST /git/tags" -> answered(tagsOfOtherCommits(call, repository), access);
      case "POST /check-runs" -> List.of(checkOfAnotherCommit(call, repository));
      default -> answered(reads(call, repository, rest), access);
    };
  }

  private List<Reply> answered(List<Call> calls, Access access) throws IOException {
    List<Reply> replies = new ArrayList<>();
    for (Call call : calls) {
      answered(call, access).filter(Reply::isSuccess).ifPresent(replies::add);
    }
    return replies;
  }

  private Optional<Reply> answered(Call call, Access access) throws IOException {
    try {
      return endpoints.answer(call, access);
    } catch (Refusal notThere) {
      return Optional.empty();
    }
  }

  private static List<Call> reads(Call call, SimulatedRepository repository, String rest)
      throws IOException {
    Things things = Things.in(repository, call);
    String prefix = call.line().substring(0, call.line().length() - rest.length());
    return RULES.stream()
        .map(rule -> rule.lines(rest, things))
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .orElse(List.of())
        .stream()
        .map(line -> call.reading(prefix + line))
        .toList();
  }

  /** A token for each of the other repositories of the installation. */
  private List<Call> tokens(Call call) {
    return hosting.all().stream()
        .filter(repository -> !call.text().contains("\"" + repository.name().name() + "\""))
        .map(
            repository ->
                call.withBody(
                    Json.object(
                        "repository_ids",
                        List.of(repository.id()),
                        "permissions",
                        call.json().path("permissions"))))
        .toList();
  }

  private static List<Call> tagsOfOtherCommits(Call call, SimulatedRepository repository)
      throws IOException {
    return Things.in(repository, call).commits().stream()
        .filter(commit -> !call.json().path("object").asText().equals(commit))
        .map(commit -> call.withBody(((ObjectNode) call.json().deepCopy()).put("object", commit)))
        .toList();
  }

  private static Reply checkOfAnotherCommit(Call call, SimulatedRepository repository)
      throws IOException {
    JsonNode asked = call.json();
    return Reply.created(
        Json.object(
            "id",
            1,
            "name",
            "another check",
            "head_sha",
            Things.in(repository, call).commits().getFirst(),
            "external_id",
            "",
            "status",
            asked.path("status").asText("completed"),
            "conclusion",
            "neutral",
            "output",
            Json.object("title", "Another check", "summary", "", "text", null),
            "pull_requests",
            List.of()));
  }

  private Reply repositoryBeside(SimulatedRepository repository) {
    return hosting.all().stream()
        .filter(other -> other.id() != repository.id())
        .findFirst()
        .map(other -> Reply.ok(RepositoryJson.of(other, root)))
        .orElseThrow(() -> new IllegalStateException("there is one repository only"));
  }

  private Reply installationBeside(Installation installation) {
    return Reply.ok(
        new Installation(installation.id() + 1, "somebody-else", hosting.clock().instant())
            .json(hosting.installedApp(), root));
  }

  /**
   * What to ask instead.
   *
   * @param asked a path below the repository, with its query
   * @param instead each with at most one place in braces, for all that a repository has of a kind
   */
  private record Rule(Pattern asked, List<String> instead) {
    private static final Map<String, Function<Things, List<String>>> PLACES =
        Map.of(
            "{commit}", Things::commits,
            "{blob}", Things::blobs,
            "{tag}", Things::tags,
            "{kind}", things -> List.of("heads", "tags"),
            "{ref}", Things::refs,
            "{branch}", Things::branches,
            "{number}", Things::pulls,
            "{release}", Things::releases);

    static Rule of(String asked, String... instead) {
      return new Rule(Pattern.compile(asked, Pattern.DOTALL), List.of(instead));
    }

    List<String> lines(String rest, Things things) {
      Matcher matcher = asked.matcher(rest);
      return matcher.matches()
          ? instead.stream().flatMap(line -> filled(matcher.replaceFirst(line), things)).toList()
          : List.of();
    }

    private static Stream<String> filled(String line, Things things) {
      return PLACES.entrySet().stream()
          .filter(place -> line.contains(place.getKey()))
          .findFirst()
          .map(
              place ->
                  place.getValue().apply(things).stream()
                      .map(thing -> line.replace(place.getKey(), thing)))
          .orElse(Stream.of(line));
    }
  }
}
