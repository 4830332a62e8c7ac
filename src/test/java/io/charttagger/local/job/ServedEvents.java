package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The saved events of {@code events/}, made to speak of the push that is served: its repository,
 * its commits, and a signature of the served App.
 */
final class ServedEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIGNATURE = "/messageAttributes/X-Hub-Signature-256";

  private final SimulatedRepository repository;
  private final JsonNode dispatch;
  private final AppSecret app;
  private final Optional<PullRequest> open;

  /**
   * Takes what the events are to speak of.
   *
   * @param dispatch the dispatch of the push that is served
   */
  ServedEvents(SimulatedRepository repository, JsonNode dispatch, AppSecret app) {
    this.repository = repository;
    this.dispatch = dispatch;
    this.app = app;
    this.open =
        repository.pulls().all().stream()
            .filter(pull -> repository.pulls().testMerge(pull.number()).isPresent())
            .findFirst();
  }

  /** The events by file name; without {@code preview.json} where no pull request is open. */
  Map<String, String> from(Path directory) {
    Map<String, String> events = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("preview.json") || open.isPresent()) {
          events.put(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served(file)));
        }
      }
      return events;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ObjectNode served(Path file) throws IOException {
    ObjectNode event = (ObjectNode) JSON.readTree(Files.readString(file));
    if (event.has("Records")) {
      ObjectNode message = (ObjectNode) event.at("/Records/0");
      String body = changed(object(message)).toString();
      message.put("body", body);
      ((ObjectNode) message.at(SIGNATURE)).put("stringValue", app.signature(body));
      // Of another body now; nothing reads it.
      message.remove("md5OfBody");
    } else if (event.has("body")) {
      event.put("body", changed(object(event)).toString());
      ObjectNode claims = (ObjectNode) event.at("/requestContext/authorizer/jwt/claims");
      claims.put("repository", repository.name().toString());
      claims.put("repository_owner", repository.name().owner());
      claims.put("ref", "refs/heads/" + repository.defaultBranch());
      claims.set("sha", dispatch.at("/client_payload/after"));
    } else {
      changed(event);
    }
    return event;
  }

  private static ObjectNode object(ObjectNode holder) throws IOException {
    return (ObjectNode) JSON.readTree(holder.path("body").asText().getBytes(UTF_8));
  }

  private ObjectNode changed(ObjectNode body) {
    if (body.path("repository") instanceof ObjectNode about) {
      about.put("full_name", repository.name().toString());
      about.put("name", repository.name().name());
      about.put("default_branch", repository.defaultBranch());
    }
    if (body.path("installation") instanceof ObjectNode installation) {
      installation.put("id", repository.installation().id());
    }
    if (body.has("branch")) {
      body.put("branch", repository.defaultBranch());
    }
    if (body.has("ref")) {
      body.put("ref", "refs/heads/" + repository.defaultBranch());
    }
    setCommits(body);
    if (body.path("client_payload") instanceof ObjectNode payload) {
      setCommits(payload);
      if (payload.has("pull_request")) {
        setPullRequest(payload, open.orElseThrow());
      }
    }
    return body;
  }

  private void setCommits(ObjectNode holder) {
    for (String name : new String[] {"before", "after"}) {
      if (holder.has(name)) {
        holder.set(name, dispatch.at("/client_payload/" + name));
      }
    }
  }

  private void setPullRequest(ObjectNode payload, PullRequest pull) {
    CommitSha merge = repository.pulls().testMerge(pull.number()).orElseThrow();
    payload.put("pull_request", pull.number()).put("after", merge.value());
  }
}
