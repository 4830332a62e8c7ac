package io.charttagger.local.github;

import io.charttagger.chart.RepositoryName;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint of a request, checks who calls, and has it answered. */
final class Endpoints {
  private static final Pattern BY_NAME =
      Pattern.compile("/repos/([^/]+)/([^/]+)(/.*)?", Pattern.DOTALL);
  private static final Pattern BY_ID =
      Pattern.compile("/repositories/(\\d+)(/.*)?", Pattern.DOTALL);

  private final Hosting hosting;
  private final String root;
  private final AppEndpoints apps;
  private final Router router = Router.complete();

  Endpoints(Hosting hosting, String root) {
    this.hosting = hosting;
    this.root = root;
    this.apps = new AppEndpoints(hosting, root);
  }

  /** The answer; empty when there is no such endpoint. */
  Optional<Reply> answer(Call call, Access access) throws IOException {
    Matcher byName = BY_NAME.matcher(call.path());
    if (byName.matches()) {
      RepositoryName name = name(byName.group(1), byName.group(2));
      SimulatedRepository repository = hosting.repositoryNamed(name).orElseThrow(Refusal::notFound);
      String rest = Optional.ofNullable(byName.group(3)).orElse("");
      return repository.name().equals(name)
          ? within(new Target(repository, rest), call, access)
          : Optional.of(moved(new Target(repository, rest), call, access));
    }
    Matcher byId = BY_ID.matcher(call.path());
    if (byId.matches()) {
      SimulatedRepository repository =
          hosting.repository(Long.parseLong(byId.group(1))).orElseThrow(Refusal::notFound);
      String rest = Optional.ofNullable(byId.group(2)).orElse("");
      return within(new Target(repository, rest), call, access);
    }
    return apps.answer(call, access);
  }

  private Optional<Reply> within(Target target, Call call, Access access) throws IOException {
    SimulatedRepository repository = target.repository();
    if (call.isRead() && target.rest().equals("/installation")) {
      return Optional.of(apps.ofRepository(repository, access));
    }
    Optional<Router.Match> match = router.match(call.method(), target.rest());
    if (match.isEmpty()) {
      return Optional.empty();
    }
    access.admit(repository, match.get().need(), call.isRead());
    Visit visit =
        new Visit(
            call,
            repository,
            new Visit.Caller(access, root, hosting.installedApp()),
            match.get().parts());
    if (call.isRead()) {
      return Optional.of(match.get().handler().answer(visit));
    }
    synchronized (repository) {
      return Optional.of(match.get().handler().answer(visit));
    }
  }

  /** A renamed repository sends those who may see it to its id. */
  private Reply moved(Target target, Call call, Access access) {
    if (!(access instanceof Access.App)) {
      access.admit(target.repository(), Need.METADATA, true);
    }
    int query = call.line().indexOf('?');
    String location =
        root
            + "/repositories/"
            + target.repository().id()
            + Links.encoded(target.rest())
            + (query < 0 ? "" : call.line().substring(query));
    int status = call.isRead() ? 301 : 307;
    return Reply.json(
            status,
            Json.object(
                "message",
                call.isRead() ? "Moved Permanently" : "Temporary Redirect",
                "url",
                location,
                "documentation_url",
                "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects"))
        .with("Location", location);
  }

  private static RepositoryName name(String owner, String name) {
    try {
      return new RepositoryName(owner, name);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound();
    }
  }

  private record Target(SimulatedRepository repository, String rest) {}
}
