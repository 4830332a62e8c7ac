package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.GitObjects;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Pull requests.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls">Pull requests</a>
 */
final class PullEndpoints {
  private static final int LONGEST_BODY = 65_536;
  private static final int LONGEST_TITLE = 256;

  private PullEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/pulls", Need.READ_PULLS, PullEndpoints::list);
    router.add("GET", "/pulls/{number}", Need.READ_PULLS, PullEndpoints::one);
    router.add("POST", "/pulls", Need.WRITE_PULLS, PullEndpoints::create);
    router.add("PATCH", "/pulls/{number}", Need.WRITE_PULLS, PullEndpoints::update);
    router.add("POST", "/issues/{number}/labels", Need.WRITE_PULLS, PullEndpoints::label);
  }

  static Reply ofCommit(Visit visit) throws IOException {
    List<PullRequest> found =
        visit.repository().pulls().ofCommit(CommitEndpoints.named(visit, visit.part("sha")));
    return page(visit, found);
  }

  private static Reply list(Visit visit) {
    String state = visit.query("state").orElse("open");
    Optional<String> head = visit.query("head").filter(value -> value.contains(":"));
    Optional<String> base = visit.query("base");
    String owner = visit.repository().name().owner();
    List<PullRequest> found =
        visit.repository().pulls().all().stream()
            .filter(pull -> state.equals("all") || state.equals("open") == pull.isOpen())
            .filter(pull -> head.isEmpty() || sameHead(head.get(), pull.headLabel(owner)))
            .filter(pull -> base.isEmpty() || base.get().equals(pull.base()))
            .sorted(order(visit))
            .toList();
    return page(visit, found);
  }

  private static boolean sameHead(String one, String other) {
    int colon = one.indexOf(':');
    return colon == other.indexOf(':')
        && one.regionMatches(true, 0, other, 0, colon)
        && one.substring(colon).equals(other.substring(colon));
  }

  private static Comparator<PullRequest> order(Visit visit) {
    String sort = visit.query("sort").orElse("created");
    Comparator<PullRequest> order =
        sort.equals("updated")
            ? Comparator.comparing(PullRequest::updatedAt).thenComparingInt(PullRequest::number)
            : Comparator.comparingInt(PullRequest::number);
    String usual = sort.equals("created") ? "desc" : "asc";
    return visit.query("direction").orElse(usual).equals("desc") ? order.reversed() : order;
  }

  private static Reply page(Visit visit, List<PullRequest> found) {
    Page page = Page.asked(visit);
    List<ObjectNode> shown =
        page.cut(found).stream().map(pull -> PullJson.listed(visit, pull)).toList();
    return page.link(Reply.ok(Json.array(shown)), visit, found.size());
  }

  private static Reply one(Visit visit) throws IOException {
    PullRequest pull = numbered(visit);
    var _ = visit.repository().pulls().testMerge(pull.number());
    return Reply.ok(PullJson.alone(visit, pull));
  }

  private static PullRequest numbered(Visit visit) {
    try {
      return visit
          .repository()
          .pulls()
          .find(Integer.parseInt(visit.part("number")))
          .orElseThrow(Refusal::notFound);
    } catch (NumberFormatException e) {
      throw Refusal.notFound();
    }
  }

  private static Reply create(Visit visit) throws IOException {
    SimulatedRepository repository = visit.repository();
    PullRequestDraft draft =
        new PullRequestDraft(
            checkedTitle(visit.text("title").orElse("")),
            checkedBody(visit.text("body").orElse("")),
            visit.needed("head"),
            visit.needed("base"));
    ObjectId base = branch(repository, draft.base(), "base");
    ObjectId head =
        repository
            .pulls()
            .tip(draft.head())
            .orElseThrow(() -> Refusal.invalid(Refusal.field("PullRequest", "head", "invalid")));
    String own = repository.name().owner() + ":";
    boolean ours = draft.head().regionMatches(true, 0, own, 0, own.length());
    String plain = ours ? draft.head().substring(own.length()) : draft.head();
    refuseSecond(repository, plain, draft.base());
    GitObjects git = visit.git();
    if (git.mergeBase(base, head).isEmpty()) {
      throw Refusal.invalid(
          Refusal.custom(
              "PullRequest",
              "The %s branch has no history in common with %s".formatted(plain, draft.base())));
    }
    if (git.between(base, head).isEmpty()) {
      throw Refusal.invalid(
          Refusal.custom(
              "PullRequest", "No commits between %s and %s".formatted(draft.base(), plain)));
    }
    PullRequest pull =
        repository
            .pulls()
            .openByApp(new PullRequestDraft(draft.title(), draft.body(), plain, draft.base()));
    return Reply.created(PullJson.alone(visit, pull))
        .with("Location", visit.links().api("/pulls/" + pull.number()));
  }

  /** A label that the repository has not got is created, as GitHub does it. */
  private static Reply label(Visit visit) {
    PullRequest pull = numbered(visit);
    List<String> labels = new ArrayList<>();
    for (JsonNode label : visit.json().path("labels")) {
      if (!label.isTextual() || label.asText().isBlank() || label.asText().length() > 50) {
        throw Refusal.invalid(Refusal.field("Label", "name", "invalid"));
      }
      labels.add(label.asText());
    }
    visit.repository().pulls().label(pull, labels);
    return Reply.ok(
        Json.array(pull.labels().stream().map(name -> PullJson.label(visit, name)).toList()));
  }

  private static void refuseSecond(SimulatedRepository repository, String head, String base) {
    for (PullRequest open : repository.pulls().open()) {
      if (open.head().equals(head) && open.base().equals(base)) {
        throw Refusal.invalid(
            Refusal.custom(
                "PullRequest",
                "A pull request already exists for %s."
                    .formatted(open.headLabel(repository.name().owner()))));
      }
    }
  }

  private static Reply update(Visit visit) throws IOException {
    PullRequest pull = numbered(visit);
    PullRequests pulls = visit.repository().pulls();
    String base = visit.text("base").orElse(pull.base());
    if (!base.equals(pull.base())) {
      if (!pull.isOpen()) {
        throw Refusal.invalid(
            Refusal.custom(
                "PullRequest", "Cannot change the base branch of a closed pull request."));
      }
      branch(visit.repository(), base, "base");
      refuseSecond(visit.repository(), pull.head(), base);
    }
    JsonNode json = visit.json();
    String title = json.has("title") ? checkedTitle(visit.text("title").orElse("")) : pull.title();
    String body = json.has("body") ? checkedBody(visit.text("body").orElse("")) : pull.body();
    String state = visit.text("state").orElse(pull.isOpen() ? "open" : "closed");
    pulls.edit(pull, new PullRequestDraft(title, body, pull.head(), base));
    if (state.equals("closed") && pull.isOpen()) {
      pulls.close(pull.number());
    } else if (state.equals("open") && !pull.isOpen()) {
      if (pull.isMerged()) {
        throw Refusal.invalid(
            Refusal.custom("PullRequest", "state cannot be changed. The pull request is merged."));
      }
      refuseSecond(visit.repository(), pull.head(), base);
      pulls.reopen(pull.number());
    }
    return Reply.ok(PullJson.alone(visit, pull));
  }

  private static ObjectId branch(SimulatedRepository repository, String name, String field) {
    return Refs.find(repository.git(), Constants.R_HEADS + name)
        .orElseThrow(() -> Refusal.invalid(Refusal.field("PullRequest", field, "invalid")));
  }

  private static String checkedTitle(String title) {
    if (title.isBlank()) {
      throw Refusal.invalid(Refusal.field("PullRequest", "title", "missing_field"));
    }
    return checked(title, "title", LONGEST_TITLE);
  }

  private static String checkedBody(String body) {
    return checked(body, "body", LONGEST_BODY);
  }

  private static String checked(String text, String field, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      throw Refusal.invalid(
          Refusal.custom(
                  "PullRequest", "%s is too long (maximum is %d characters)".formatted(field, most))
              .put("field", field));
    }
    return text;
  }
}
