package io.charttagger.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.AmbiguousWriteException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * hub4j on the one connector. Its exceptions become answers, so that they are judged where all
 * answers are; its own waiting and retrying is switched off, because both belong to the connector.
 */
final class Hub4jClient {
  private final GHRepository repository;

  /** Sends nothing yet. */
  Hub4jClient(GitHubConnector connector, String apiUrl, RepositoryName name) {
    try {
      this.repository =
          new GitHubBuilder()
              .withEndpoint(apiUrl)
              .withConnector(new Hub4jConnector(connector, apiUrl))
              .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
              .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
              .build()
              .parseEventPayload(new StringReader(payload(name)), GHEventPayload.Push.class)
              .getRepository();
    } catch (IOException e) {
      throw new UncheckedIOException("hub4j could not be set up", e);
    }
  }

  /** A request through hub4j, and what is read from its answer. */
  interface Call<T> {
    T send(GHRepository repository) throws IOException;
  }

  /** What came of a call. */
  sealed interface Result<T> {
    /** It succeeded. */
    record Success<T>(T value) implements Result<T> {}

    /** GitHub answered with another status. */
    record Refusal<T>(RestResponse answer) implements Result<T> {}
  }

  /**
   * Reads.
   *
   * @throws UnexpectedAnswerException when hub4j cannot make sense of the answer
   */
  <T> Result<T> read(Call<T> call) {
    try {
      return send(call);
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  /** Writes. */
  <T> Result<T> write(Call<T> call) throws AmbiguousWriteException {
    try {
      return send(call);
    } catch (UnexpectedAnswerException e) {
      throw new AmbiguousWriteException(String.valueOf(e.getMessage()));
    } catch (AmbiguousWriteException e) {
      throw e;
    } catch (IOException e) {
      throw new AmbiguousWriteException("GitHub's answer could not be read", e);
    }
  }

  private <T> Result<T> send(Call<T> call) throws IOException {
    try {
      return new Result.Success<>(call.send(repository));
    } catch (GHFileNotFoundException e) {
      return new Result.Refusal<>(RestResponse.of(e));
    } catch (HttpException e) {
      if (e.getCause() instanceof AmbiguousWriteException ambiguous) {
        throw ambiguous;
      }
      if (e.getResponseCode() >= 200 && e.getResponseCode() < 300) {
        throw unexpected(e);
      }
      return new Result.Refusal<>(RestResponse.of(e));
    } catch (GHException
        | NullPointerException
        | IllegalArgumentException
        | IllegalStateException e) {
      // Its getters assume what GitHub's answers always have.
      throw unexpected(e);
    }
  }

  private static UnexpectedAnswerException unexpected(Exception cause) {
    UnexpectedAnswerException unexpected =
        new UnexpectedAnswerException("GitHub's answer has an unexpected shape");
    unexpected.initCause(cause);
    return unexpected;
  }

  /** Enough of a payload for hub4j to make a repository without a request. */
  private static String payload(RepositoryName name) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode repository = payload.putObject("repository");
    repository.put("name", name.name()).put("full_name", name.toString());
    repository.putObject("owner").put("login", name.owner());
    return payload.toString();
  }
}
