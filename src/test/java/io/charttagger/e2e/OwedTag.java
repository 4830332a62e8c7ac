package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.aws.DynamoDbMarks;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.CallName;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A tag that a ruleset refused hours ago and that is allowed now: the next run makes it on its own
 * commit, which lies behind the mark.
 *
 * @param commit the commit that it is for
 * @param tag its name
 */
record OwedTag(CommitSha commit, TagName tag) {

  static OwedTag of(CommitSha commit, String tag) {
    return new OwedTag(commit, new TagName(tag));
  }

  /** Writes it beside the mark, as a run that was refused would have done. */
  void remember(Marks marks, long repository, CommitSha decided, Instant now) {
    Instant earlier = now.minus(Duration.ofHours(2));
    Mark mark = marks.read(repository);
    assertThat(
            marks.replace(
                repository,
                mark,
                mark.with(
                    Optional.of(decided), List.of(new Mark.Owed(commit, tag, earlier, earlier)))))
        .isTrue();
  }

  /** The same in the table of a local cloud. */
  void remember(LocalDynamoDb dynamoDb, SimulatedRepository repository, CommitSha decided) {
    try (DynamoDbClient client = dynamoDb.client()) {
      remember(
          new DynamoDbMarks(client, LocalDynamoDb.TABLE), repository.id(), decided, Instant.now());
    }
  }

  /** The mark in the table of a local cloud. */
  static Mark mark(LocalDynamoDb dynamoDb, SimulatedRepository repository) {
    try (DynamoDbClient client = dynamoDb.client()) {
      return new DynamoDbMarks(client, LocalDynamoDb.TABLE).read(repository.id());
    }
  }

  /**
   * True for the calls to the lock table that read and write what is owed, and those beside them:
   * the only plain reads, and the last calls of a run.
   */
  static boolean mayConcern(AwsFaults.Call call, int calls) {
    return call.operation().equals("GetItem") || call.number() > calls - 3;
  }

  /** True when a call reads what this tag needs, or may write it. */
  boolean concerns(CallName call) {
    return call.path().contains(commit.value())
        || call.path().contains(tag.value())
        || writesTag(call.method(), call.path());
  }

  /** True when a call makes a tag object or a ref. */
  static boolean writesTag(String method, String path) {
    return method.equals("POST") && path.contains("/git/");
  }
}
