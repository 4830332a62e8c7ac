package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.MustExist;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What GitHub's answers mean, once for all endpoints: absence, a failure that passes or lasts, an
 * answer of the wrong shape. Such an answer to a read is read again; to a write it says nothing of
 * what was done.
 */
final class AnswerJudge {
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int ATTEMPTS = 3;
  private static final int NOT_FOUND = 404;

  private final RestClient rest;
  private final Hub4jClient hub4j;
  private final RepositoryName repository;
  private final RenamedRepository renamed;
  private final Budget budget;
  private final MustExist mustExist;

  AnswerJudge(Connection connection, RestClient rest, Hub4jClient hub4j) {
    this.rest = rest;
    this.hub4j = hub4j;
    this.repository = connection.repository();
    this.renamed = connection.renamed();
    this.budget = connection.budget();
    this.mustExist = new MustExist(budget);
  }

  /** Reads JSON; empty when GitHub says that there is no such thing. */
  <T> Optional<T> find(String path, Function<CheckedJson, T> read) {
    return findAnswer(path, answer -> read.apply(CheckedJson.of(answer)));
  }

  /** Reads JSON that may be long. */
  <T> Optional<T> findAnswer(String path, Function<RestResponse, T> read) {
    return find(path, AnswerJudge::isAbsent, read);
  }

  /** Reads JSON of what some plans and versions of GitHub do not offer; empty for those. */
  <T> Optional<T> findIfOffered(String path, Function<CheckedJson, T> read) {
    return find(
        path,
        answer -> isAbsent(answer) || isOfAnotherPlan(answer),
        answer -> read.apply(CheckedJson.of(answer)));
  }

  private <T> Optional<T> find(
      String path, Predicate<RestResponse> isAbsent, Function<RestResponse, T> read) {
    return readAgain(
        () -> {
          RestResponse answer = rest.get(path, MediaType.JSON);
          return isAbsent.test(answer)
              ? Optional.empty()
              : Optional.of(read.apply(success(answer)));
        });
  }

  /** As in "Upgrade to GitHub Pro or make this repository public to enable this feature." */
  private static boolean isOfAnotherPlan(RestResponse answer) {
    return answer.status() == 403 && answer.message().startsWith("Upgrade to ");
  }

  /** Reads JSON about something that exists. */
  <T> T required(String what, String path, Function<CheckedJson, T> read) {
    return mustExist.read(what, () -> find(path, read));
  }

  /** Reads through hub4j; empty when GitHub says that there is no such thing. */
  <T> Optional<T> hub(Hub4jClient.Call<T> call) {
    return readAgain(
        () ->
            switch (hub4j.read(call)) {
              case Hub4jClient.Result.Success<T>(T value) -> Optional.of(value);
              case Hub4jClient.Result.Refusal<T>(RestResponse answer) -> {
                if (isAbsent(answer)) {
                  yield Optional.empty();
                }
                throw failure(answer);
              }
            });
  }

  /** An answer of the wrong shape may come from an overloaded proxy. */
  private <T> T readAgain(Supplier<T> read) {
    return readAgain(budget, read);
  }

  /** Reads, and reads again when the answer has the wrong shape. */
  static <T> T readAgain(Budget budget, Supplier<T> read) {
    for (int attempt = 1; ; attempt++) {
      try {
        return read.get();
      } catch (UnexpectedAnswerException unexpected) {
        if (attempt == ATTEMPTS) {
          throw new TransientFailure(
              StopReason.GITHUB, String.valueOf(unexpected.getMessage()), Duration.ZERO);
        }
        budget.pause(RETRY.multipliedBy(attempt));
      }
    }
  }

  /** A write's answer: one of the wrong shape says nothing of what was done. */
  <T> T written(RestResponse answer, Function<CheckedJson, T> read) throws AmbiguousWriteException {
    try {
      return read.apply(CheckedJson.of(success(answer)));
    } catch (UnexpectedAnswerException unexpected) {
      throw new AmbiguousWriteException(String.valueOf(unexpected.getMessage()));
    }
  }

  /** True when GitHub says that there is no such thing, which proves nothing. */
  static boolean isAbsent(RestResponse answer) {
    return answer.status() == NOT_FOUND
        || (answer.status() == 422 && answer.message().startsWith("No commit found for"));
  }

  /** The answer, when it is a success. */
  RestResponse success(RestResponse answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    throw failure(answer);
  }

  /**
   * The failure to throw. A "not found" is one that passes: the token was created for this
   * repository, so what is missing is a replica's fault, or the next run's token tells why.
   */
  RuntimeException failure(RestResponse answer) {
    if (answer.status() == NOT_FOUND) {
      return new TransientFailure(
          StopReason.GITHUB,
          "GitHub answered 404 to %s in %s".formatted(answer.request(), repository),
          Duration.ZERO);
    }
    return answer.status() >= 300 && answer.status() < 400
        ? renamed.failure(answer)
        : GitHubFailure.of(repository, answer);
  }
}
