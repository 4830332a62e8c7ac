package io.charttagger.local.github;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints below {@code /repos/{owner}/{repo}}, the first that fits first. */
final class Router {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(\\.\\.\\.)?}");
  private final List<Route> routes = new ArrayList<>();

  /** All that the simulator knows. */
  static Router complete() {
    Router router = new Router();
    RepositoryEndpoints.on(router);
    CompareEndpoint.on(router);
    CommitEndpoints.on(router);
    TreeEndpoints.on(router);
    ContentEndpoints.on(router);
    RefEndpoints.on(router);
    TagEndpoints.on(router);
    PullEndpoints.on(router);
    CheckEndpoints.on(router);
    RulesetEndpoints.on(router);
    ReleaseEndpoints.on(router);
    return router;
  }

  /**
   * Adds an endpoint.
   *
   * @param path with places: <code>{name}</code> is one segment, <code>{name...}</code> one or more
   */
  void add(String method, String path, Need need, Handler handler) {
    Matcher places = PLACE.matcher(path);
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    int end = 0;
    while (places.find()) {
      regex.append(Pattern.quote(path.substring(end, places.start())));
      regex.append(places.group(2) == null ? "([^/]+)" : "(.+)");
      names.add(places.group(1));
      end = places.end();
    }
    regex.append(Pattern.quote(path.substring(end)));
    routes.add(
        new Route(method, Pattern.compile(regex.toString(), Pattern.DOTALL), names, need, handler));
  }

  Optional<Match> match(String method, String path) {
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (route.method().equals(method) && matcher.matches()) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < route.names().size(); i++) {
          parts.put(route.names().get(i), matcher.group(i + 1));
        }
        return Optional.of(new Match(route.need(), route.handler(), parts));
      }
    }
    return Optional.empty();
  }

  /** Answers an admitted request, or throws a {@link Refusal}. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Visit visit) throws IOException;
  }

  record Match(Need need, Handler handler, Map<String, String> parts) {}

  private record Route(
      String method, Pattern path, List<String> names, Need need, Handler handler) {}
}
