package io.charttagger.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.GitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.github.auth.Token;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestPath;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.CheckRun;
import io.charttagger.port.CheckedRepository;
import io.charttagger.port.Comparison;
import io.charttagger.port.FileContent;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.Lease;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.MustExist;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.PublishedRelease;
import io.charttagger.port.PullRequestCreation;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.RefCreation;
import io.charttagger.port.ReleaseCreation;
import io.charttagger.port.Repository;
import io.charttagger.port.Subtree;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import io.charttagger.port.TagRuleset;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.GitHubRelease;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.release.RepositoryPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRun.Conclusion;
import org.kohsuke.github.GHCheckRun.Status;
import org.kohsuke.github.GHCheckRunBuilder.Output;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRef;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;

/**
 * Every endpoint of GitHub's REST API that the product uses, each once: typed, its answer checked
 * for shape where it is read. hub4j sends what it can carry in one request; the rest goes over the
 * same connector. An answer of the wrong shape is read again, and is a {@link TransientFailure}
 * when it stays; of a write it says nothing, so that the write is ambiguous.
 *
 * @see <a href="https://docs.github.com/en/rest">GitHub's REST API</a>
 */
final class GitHubApi implements Repository, CheckedRepository {
  private static final int NOT_FOUND = 404;

  // A default branch is hardly changed twice in that time.
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Connection connection;
  private final RestClient rest;
  private final Hub4jClient hub4j;
  private final RepositoryName repository;
  private final AnswerJudge answers;
  private final MustExist mustExist;

  GitHubApi(Connection connection) {
    this.connection = connection;
    this.rest = connection.rest();
    this.hub4j = connection.hub4j();
    this.repository = connection.repository();
    this.answers = new AnswerJudge(connection, rest, hub4j);
    this.mustExist = new MustExist(connection.budget());
  }

  @Override
  public RepositoryPage page() {
    return new RepositoryPage(connection.site().page(repository));
  }

  @Override
  public long id() {
    return connection.tokens().token().repository().orElseThrow().id();
  }

  @Override
  public String defaultBranch(boolean again) {
    Token token = connection.tokens().token();
    Instant now = connection.budget().clock().instant();
    if (again && token.isOlderThan(FRESH, now)) {
      connection.tokens().refused(token);
    }
    return connection.tokens().token().repository().orElseThrow().defaultBranch();
  }

  @Override
  public int calls() {
    return connection.connector().calls();
  }

  @Override
  public Repository under(Lease... leases) {
    return new GitHubApi(connection.under(List.of(leases)));
  }

  @Override
  public void announceWrites(int writes) {
    connection.connector().announceWrites(writes);
  }

  @Override
  public void expectWrites(int writes) {
    connection.connector().expectWrites(connection.tokens().token().installation(), writes);
  }

  // https://docs.github.com/en/rest/commits/commits

  @Override
  public Optional<Comparison> compare(String base, String head) {
    String range = RestPath.encode(base) + "..." + RestPath.encode(head);
    return answers.find(
        inRepository("compare") + "/" + range, json -> AnswerJson.comparison(json, base, head));
  }

  @Override
  public List<Commit> commitsBetween(CommitSha base, CommitSha head, int page) {
    String path =
        "%s?per_page=%d&page=%d"
            .formatted(inRepository("compare", base + "..." + head), Comparison.PAGE, page);
    return answers.required(
        "the comparison of %s and %s".formatted(base, head),
        path,
        json -> json.at("commits").list(AnswerJson::commit));
  }

  @Override
  public Optional<Commit> commit(CommitSha sha) {
    return answers.find(
        inRepository("git", "commits", sha.value()),
        json -> AnswerJson.gitCommit(isAbout(json, sha.value())));
  }

  @Override
  public List<Commit> commitsTouching(CommitSha head, String directory, int page) {
    String path = directory.equals(Paths.ROOT) ? "" : "&path=" + RestPath.encode(directory);
    return answers.required(
        "the commits that touched %s at %s".formatted(directory, head.abbreviated()),
        "%s?sha=%s&per_page=%d&page=%d%s"
            .formatted(inRepository("commits"), head, Comparison.PAGE, page, path),
        json -> {
          List<Commit> commits = json.list(AnswerJson::commit);
          // Some commit brought what is there.
          json.require(commits.size() <= Comparison.PAGE && (page > 1 || !commits.isEmpty()));
          return commits;
        });
  }

  // https://docs.github.com/en/rest/git/trees

  @Override
  public Optional<Listing> directory(CommitSha commit, String path) {
    String name = path.equals(Paths.ROOT) ? commit.value() : commit.value() + ":" + path;
    return answers.hub(it -> listing(it.getTree(name), name));
  }

  @Override
  public Listing tree(String sha) {
    return mustExist.read(
        "the directory with the tree " + sha,
        () -> answers.hub(it -> listing(isAbout(it.getTree(sha), sha), sha)));
  }

  @Override
  public Subtree below(String tree, Predicate<String> files) {
    return mustExist.read(
        "the directory with the tree " + tree,
        () ->
            answers.findAnswer(
                inRepository("git", "trees", tree) + "?recursive=1",
                answer -> RecursiveTree.read(answer, tree, files)));
  }

  private static Listing listing(GHTree tree, String name) {
    if (tree.isTruncated()) {
      throw new PermanentFailure(
          502,
          "GitHub lists only part of the directory %s, it has too many entries; divide it"
              .formatted(name));
    }
    List<Entry> entries = tree.getTree().stream().map(GitHubApi::entry).toList();
    return new Listing(sha(tree.getSha()), entries);
  }

  private static Entry entry(GHTreeEntry entry) {
    if (entry.getPath() == null || entry.getMode() == null) {
      throw new UnexpectedAnswerException("GitHub's answer has a file without name or mode");
    }
    return new Entry(
        entry.getPath(), entry.getMode().intern(), sha(entry.getSha()), entry.getSize());
  }

  private static String sha(String text) {
    if (!text.matches("[0-9a-f]{40}")) {
      throw new UnexpectedAnswerException("GitHub's answer has no SHA where one is needed");
    }
    return text;
  }

  // https://docs.github.com/en/rest/repos/contents and https://docs.github.com/en/rest/git/blobs

  @Override
  public Optional<FileContent> file(CommitSha commit, String path) {
    return raw(inRepository("contents") + "/" + RestPath.file(path) + "?ref=" + commit.value());
  }

  @Override
  public FileContent blob(String sha) {
    return mustExist.read(
        "the file with the blob " + sha,
        () ->
            raw(inRepository("git", "blobs", sha))
                .filter(
                    content -> !content.complete() || GitSha.ofBlob(content.bytes()).equals(sha)));
  }

  private Optional<FileContent> raw(String path) {
    RestResponse answer = rest.get(path, MediaType.RAW);
    return AnswerJudge.isAbsent(answer)
        ? Optional.empty()
        : Optional.of(new FileContent(answers.success(answer).bytes(), answer.isComplete()));
  }

  // https://docs.github.com/en/rest/git/refs and https://docs.github.com/en/rest/git/tags

  @Override
  public List<TagRef> tags(String prefix) {
    return answers.required(
        "the tags " + prefix + "*",
        inRepository("git", "matching-refs", "tags") + "/" + RestPath.file(prefix),
        json ->
            json.list(
                ref -> {
                  TagRef tag = AnswerJson.tagRef(ref);
                  ref.require(tag.name().startsWith(prefix));
                  return tag;
                }));
  }

  @Override
  public Optional<TagContent> tagObject(String sha) {
    return answers.find(
        inRepository("git", "tags", sha), json -> TagJson.content(isAbout(json, sha), sha));
  }

  @Override
  public Optional<String> branch(String name) {
    return answers.find(
        inRepository("git", "ref", "heads") + "/" + RestPath.file(name),
        json -> {
          json.require(json.at("ref").text().equals("refs/heads/" + name));
          return json.at("object").at("sha").sha().value();
        });
  }

  @Override
  public String createTagObject(TagObject tag) throws AmbiguousWriteException {
    ObjectNode body = object();
    body.put("tag", tag.name().value());
    body.put("message", tag.message());
    body.put("object", tag.commit().value());
    body.put("type", "commit");
    ObjectNode tagger = body.putObject("tagger");
    tagger.put("name", tag.tagger().name());
    tagger.put("email", tag.tagger().email());
    tagger.put("date", tag.date().toString());
    RestResponse answer = rest.write("POST", inRepository("git", "tags"), Optional.of(body));
    if (RefRefusal.isNotYet(answer)) {
      throw new AmbiguousWriteException("GitHub does not know commit " + tag.commit() + " yet");
    }
    return answers.written(
        answer,
        json -> {
          json.require(
              json.at("tag").text().equals(tag.name().value())
                  && json.at("object").at("sha").text().equals(tag.commit().value()));
          return json.at("sha").sha().value();
        });
  }

  @Override
  public RefCreation createRef(String ref, String object) throws AmbiguousWriteException {
    RefCreation creation = tryToCreateRef(ref, object);
    return creation instanceof RefCreation.Refused refused
            && refused.status() == 403
            && connection.tokens().widen()
        ? tryToCreateRef(ref, object)
        : creation;
  }

  private RefCreation tryToCreateRef(String ref, String object) throws AmbiguousWriteException {
    return switch (hub4j.write(it -> isAbout(it.createRef(ref, object), ref, object))) {
      case Hub4jClient.Result.Success<GHRef> _ -> new RefCreation.Created();
      case Hub4jClient.Result.Refusal<GHRef>(RestResponse answer) -> {
        if (answer.message().toLowerCase(Locale.ROOT).contains("already exists")) {
          yield new RefCreation.Exists();
        }
        if (RefRefusal.isNotYet(answer)) {
          yield new RefCreation.NotYet(answer.message());
        }
        if (RefRefusal.isOfOneRef(answer)) {
          yield new RefCreation.Refused(ref, answer.status(), answer.message());
        }
        throw answers.failure(answer);
      }
    };
  }

  @Override
  public String explain(RefCreation.Refused refusal) {
    String target = refusal.ref().startsWith("refs/tags/") ? "tag" : "branch";
    return RefRefusal.explain(
        refusal, () -> activeRulesets(target), () -> connection.keys().get().appId());
  }

  // https://docs.github.com/en/rest/repos/rules

  private List<String> activeRulesets(String target) {
    return activeRulesets(target, ruleset -> ruleset.at("name").text()).orElse(List.of());
  }

  private <T> Optional<List<T>> activeRulesets(String target, Function<CheckedJson, T> read) {
    return answers.findIfOffered(
        inRepository("rulesets") + "?per_page=100&targets=" + target,
        json ->
            json.list(Function.identity()).stream()
                .filter(ruleset -> ruleset.at("enforcement").text().equals("active"))
                .filter(
                    ruleset ->
                        ruleset
                            .optional("target")
                            .map(CheckedJson::text)
                            .orElse(target)
                            .equals(target))
                .map(read)
                .toList());
  }

  @Override
  public Optional<List<TagRuleset>> tagRulesets(long app) {
    return activeRulesets("tag", ruleset -> ruleset.at("id").id())
        // One that was deleted meanwhile refuses nothing.
        .map(ids -> ids.stream().flatMap(id -> tagRuleset(id, app).stream()).toList());
  }

  private Optional<TagRuleset> tagRuleset(long id, long app) {
    return answers.find(
        inRepository("rulesets", String.valueOf(id)),
        json -> SetupJson.ruleset(json.require(json.at("id").id() == id), app));
  }

  // https://docs.github.com/en/rest/repos/repos

  @Override
  public InstalledRepository details() {
    return answers.required(
        "the repository " + repository,
        inRepository(),
        json -> {
          InstalledRepository found =
              SetupJson.repository(json, connection.tokens().token().installation());
          json.require(found.name().equals(repository));
          return found;
        });
  }

  @Override
  public Optional<String> deleteBranch(String name) throws AmbiguousWriteException {
    RestResponse answer =
        rest.write(
            "DELETE",
            inRepository("git", "refs", "heads") + "/" + RestPath.file(name),
            Optional.empty());
    boolean gone =
        answer.isSuccess()
            || answer.status() == NOT_FOUND
            || (answer.status() == 422 && answer.message().contains("does not exist"));
    return gone ? Optional.empty() : Optional.of(answer.message());
  }

  // https://docs.github.com/en/rest/pulls/pulls

  @Override
  public Optional<List<ListedPullRequest>> pullRequestsOf(CommitSha commit) {
    return answers.find(
        inRepository("commits", commit.value(), "pulls") + "?per_page=100",
        json -> json.list(AnswerJson::pullRequest));
  }

  @Override
  public List<ListedPullRequest> recentlyClosed(String base) {
    return answers.required(
        "the closed pull requests into " + base,
        inRepository("pulls")
            + "?state=closed&sort=updated&direction=desc&per_page=50&base="
            + RestPath.encode(base),
        json -> json.list(AnswerJson::pullRequest));
  }

  @Override
  public Optional<ListedPullRequest> pullRequest(int number) {
    return pullRequest(number, AnswerJson::pullRequest);
  }

  @Override
  public Optional<PullRequestDetails> pullRequestDetails(int number) {
    return pullRequest(number, AnswerJson::pullRequestDetails);
  }

  private <T> Optional<T> pullRequest(int number, Function<CheckedJson, T> read) {
    return answers.find(
        inRepository("pulls", String.valueOf(number)), json -> read.apply(isAbout(json, number)));
  }

  @Override
  public List<OpenPullRequest> openPullRequests(Optional<String> head, Optional<String> base) {
    return mustExist.read(
        "the open pull requests",
        () ->
            answers.hub(
                it -> {
                  GHPullRequestQueryBuilder query = it.queryPullRequests().state(GHIssueState.OPEN);
                  head.ifPresent(branch -> query.head(repository.owner() + ":" + branch));
                  base.ifPresent(query::base);
                  return query.list().toList().stream()
                      .map(found -> openPullRequest(found, head, base))
                      .toList();
                }));
  }

  @Override
  public PullRequestCreation createPullRequest(String head, String base, Existing texts)
      throws AmbiguousWriteException {
    return switch (hub4j.write(
        it ->
            openPullRequest(
                it.createPullRequest(texts.title(), head, base, texts.body()),
                Optional.of(head),
                Optional.of(base)))) {
      case Hub4jClient.Result.Success<OpenPullRequest>(OpenPullRequest opened) ->
          new PullRequestCreation.Opened(opened);
      case Hub4jClient.Result.Refusal<OpenPullRequest>(RestResponse answer) ->
          new PullRequestRefusal(repository, head, base, () -> branchBelow(base))
              .judge(answer)
              .orElseThrow(() -> answers.failure(answer));
    };
  }

  @Override
  public Optional<String> branchBelow(String branch) {
    String below = "refs/heads/" + branch + "/";
    return answers
        .required(
            "the branches " + branch + "*",
            inRepository("git", "matching-refs", "heads") + "/" + RestPath.file(branch),
            json -> json.list(ref -> ref.at("ref").text()))
        .stream()
        .filter(ref -> ref.startsWith(below))
        .map(ref -> ref.substring("refs/heads/".length()))
        .findFirst();
  }

  /** Title and body in one request: hub4j would send two. */
  @Override
  public OpenPullRequest updatePullRequest(int number, Existing texts)
      throws AmbiguousWriteException {
    ObjectNode body = object();
    body.put("title", texts.title()).put("body", texts.body());
    return answers.written(
        rest.write("PATCH", inRepository("pulls", String.valueOf(number)), Optional.of(body)),
        json -> AnswerJson.openPullRequest(isAbout(json, number)));
  }

  @Override
  public void addLabels(int number, List<String> labels) throws AmbiguousWriteException {
    ObjectNode body = object();
    ArrayNode names = body.putArray("labels");
    labels.forEach(names::add);
    var _ =
        answers.written(
            rest.write(
                "POST",
                inRepository("issues", String.valueOf(number), "labels"),
                Optional.of(body)),
            json -> json.list(label -> label.at("name").text()));
  }

  private static OpenPullRequest openPullRequest(
      GHPullRequest found, Optional<String> head, Optional<String> base) {
    boolean isAbout =
        head.orElse(found.getHead().getRef()).equals(found.getHead().getRef())
            && base.orElse(found.getBase().getRef()).equals(found.getBase().getRef());
    if (found.getNumber() < 1 || found.getTitle() == null || !isAbout) {
      throw new UnexpectedAnswerException("GitHub's answer is about another pull request");
    }
    String body = found.getBody();
    return new OpenPullRequest(
        found.getNumber(),
        found.getHtmlUrl().toString(),
        found.getState() == GHIssueState.OPEN,
        new Existing(found.getTitle(), body == null ? "" : body));
  }

  // https://docs.github.com/en/rest/releases/releases

  @Override
  public Optional<PublishedRelease> releaseOf(TagName tag) {
    return answers.find(
        inRepository("releases", "tags") + "/" + RestPath.file(tag.value()),
        json -> AnswerJson.release(json, tag));
  }

  @Override
  public ReleaseCreation createRelease(GitHubRelease release) throws AmbiguousWriteException {
    ReleaseCreation creation = tryToCreateRelease(release);
    boolean wantsMore =
        switch (creation) {
          case ReleaseCreation.NotFound _, ReleaseCreation.Refused _ -> true;
          case ReleaseCreation.Created _, ReleaseCreation.Exists _ -> false;
        };
    return wantsMore && connection.tokens().widen() ? tryToCreateRelease(release) : creation;
  }

  private ReleaseCreation tryToCreateRelease(GitHubRelease release) throws AmbiguousWriteException {
    ObjectNode body = object();
    body.put("tag_name", release.tag().value());
    body.put("target_commitish", release.commit().value());
    body.put("name", release.name());
    body.put("body", release.body());
    body.put("draft", false);
    body.put("prerelease", release.prerelease());
    body.put("make_latest", "false");
    RestResponse answer = rest.write("POST", inRepository("releases"), Optional.of(body));
    Optional<ReleaseCreation> refusal = ReleaseRefusal.judge(answer, release.tag());
    return refusal.isPresent()
        ? refusal.get()
        : answers.written(
            answer,
            json -> new ReleaseCreation.Created(AnswerJson.release(json, release.tag()).url()));
  }

  // https://docs.github.com/en/rest/checks/runs

  @Override
  public boolean mayCreateCheckRuns() {
    return connection.tokens().token().may("checks", "write");
  }

  @Override
  public void createCheckRun(CommitSha commit, CheckRun checkRun) throws AmbiguousWriteException {
    Hub4jClient.Result<?> result =
        hub4j.write(
            it ->
                isAbout(
                    it.createCheckRun("Chart Tagger", commit.value())
                        .withStatus(Status.COMPLETED)
                        .withConclusion(conclusion(checkRun.conclusion()))
                        .add(new Output(checkRun.title(), checkRun.summary()))
                        .create(),
                    commit));
    if (result instanceof Hub4jClient.Result.Refusal<?>(RestResponse answer)) {
      throw answers.failure(answer);
    }
  }

  private static Conclusion conclusion(CheckRun.Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> Conclusion.SUCCESS;
      case FAILURE -> Conclusion.FAILURE;
      case NEUTRAL -> Conclusion.NEUTRAL;
    };
  }

  private static CheckedJson isAbout(CheckedJson json, String sha) {
    return json.require(json.at("sha").text().equals(sha));
  }

  private static GHTree isAbout(GHTree found, String sha) {
    if (!found.getSha().equals(sha)) {
      throw new UnexpectedAnswerException(
          "GitHub's answer to the request for tree " + sha + " is another tree");
    }
    return found;
  }

  private static GHRef isAbout(GHRef made, String ref, String object) {
    if (!made.getRef().equals(ref) || !made.getObject().getSha().equals(object)) {
      throw new UnexpectedAnswerException("GitHub's answer is about another ref than " + ref);
    }
    return made;
  }

  private static GHCheckRun isAbout(GHCheckRun made, CommitSha commit) {
    if (!made.getHeadSha().equals(commit.value())) {
      throw new UnexpectedAnswerException("GitHub's answer is about another check run");
    }
    return made;
  }

  private static CheckedJson isAbout(CheckedJson json, int number) {
    return json.require(json.at("number").number() == number);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private String inRepository(String... segments) {
    return RestPath.of("repos", repository.owner(), repository.name()) + RestPath.of(segments);
  }
}
