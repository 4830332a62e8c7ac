package io.charttagger.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * hub4j on the one connector. Its exceptions become answers, so that a refusal is judged in one
 * place whoever sent the request; its own waiting and repeating is switched off, for both are the
 * connector's.
 */
final class Hub4jClient {
  private final RestClient rest;
  private final TokenProvider access;
  private final GHRepository repository;

  Hub4jClient(GitHub gitHub, RepositoryName name, RestClient rest, TokenProvider access) {
    this.rest = rest;
    this.access = access;
    try {
      this.repository =
          gitHub
              .parseEventPayload(new StringReader(payload(name)), GHEventPayload.Push.class)
              .getRepository();
    } catch (IOException e) {
      throw new UncheckedIOException("hub4j could not be set up", e);
    }
  }

  /** hub4j, waiting for nothing and repeating nothing. */
  static GitHub client(GitHubConnector connector, String apiUrl, TokenProvider access) {
    try {
      return new GitHubBuilder()
          .withEndpoint(apiUrl)
          .withConnector(connector)
          .withAuthorizationProvider(() -> "Bearer " + access.token().value())
          .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
          .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("hub4j could not be set up", e);
    }
  }

  /** A request through hub4j. */
  interface Call<T> {
    T send(GHRepository repository) throws IOException;
  }

  /** Reads something that must be there. */
  <T> T get(Call<T> call) {
    return find(call).orElseThrow(() -> new IllegalStateException("hub4j lost a 404"));
  }

  /** Reads something; 404 is empty. */
  <T> Optional<T> find(Call<T> call) {
    try {
      return Optional.of(send(call));
    } catch (GHFileNotFoundException e) {
      return Optional.empty();
    } catch (HttpException e) {
      throw rest.failure(RestResponse.of(e));
    } catch (IOException e) {
      throw new UncheckedIOException("hub4j could not read GitHub's answer", e);
    }
  }

  /** Writes; a refusal is an answer, to be judged by the caller. */
  <T> Written<T> write(Call<T> call) throws AmbiguousWriteException {
    try {
      return new Written.Done<>(send(call));
    } catch (GHFileNotFoundException e) {
      return new Written.Refused<>(RestResponse.of(e));
    } catch (HttpException e) {
      if (e.getCause() instanceof AmbiguousWriteException doubt) {
        throw doubt;
      }
      return new Written.Refused<>(RestResponse.of(e));
    } catch (IOException e) {
      throw new AmbiguousWriteException("hub4j could not read GitHub's answer", e);
    }
  }

  /** What came of a write. */
  sealed interface Written<T> {
    record Done<T>(T value) implements Written<T> {}

    record Refused<T>(RestResponse answer) implements Written<T> {}
  }

  /** A refused token is renewed once; 401 means that nothing was done. */
  private <T> T send(Call<T> call) throws IOException {
    Token token = access.token();
    try {
      return call.send(repository);
    } catch (HttpException e) {
      if (e.getResponseCode() != 401) {
        throw e;
      }
      access.refused(token);
      return call.send(repository);
    }
  }

  /** Enough of a payload for hub4j to make a repository without asking GitHub for it. */
  private static String payload(RepositoryName name) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode repository = payload.putObject("repository");
    repository.put("name", name.name()).put("full_name", name.toString());
    repository.putObject("owner").put("login", name.owner());
    return payload.toString();
  }
}
