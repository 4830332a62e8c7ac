package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.text;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.port.LockKey;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import io.charttagger.port.PermanentFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Marks as items of the lock table, without an expiry: {@code commit}, {@code owed} (a list of
 * commit, tag, since, tried) and {@code revision}. An item of another shape is never overwritten,
 * because what it said about undecided merges would be lost.
 */
public final class DynamoDbMarks implements Marks {
  private static final int FIELDS = 4;

  private final LockTable table;

  /** Sends nothing yet. */
  public DynamoDbMarks(DynamoDbClient client, String table) {
    this.table = new LockTable(client, table);
  }

  @Override
  public Mark read(long repository) {
    LockKey key = LockKey.ofMark(repository);
    return mark(table.read(key), key);
  }

  @Override
  public boolean replace(long repository, Mark read, Mark next) {
    LockKey key = LockKey.ofMark(repository);
    return switch (table.change(key, change(read, next), ReturnValue.NONE)) {
      case ChangeResult.Changed(_) -> true;
      // The SDK repeats a change whose answer was lost.
      case ChangeResult.ConditionFailed(Item item) -> mark(item, key).equals(next);
    };
  }

  private static LockTable.Change change(Mark read, Mark next) {
    Map<String, AttributeValue> values = new HashMap<>();
    next.commit().ifPresent(commit -> values.put(":commit", text(commit.value())));
    values.put(":owed", AttributeValue.fromL(next.owed().stream().map(DynamoDbMarks::of).toList()));
    values.put(":revision", number(next.revision()));
    if (read.revision() > 0) {
      values.put(":read", number(read.revision()));
    }
    return new LockTable.Change(
        next.commit().isPresent()
            ? "SET #commit = :commit, #owed = :owed, #revision = :revision"
            : "SET #owed = :owed, #revision = :revision REMOVE #commit",
        read.revision() > 0
            ? "#revision = :read"
            : "attribute_not_exists(#revision) AND attribute_not_exists(#commit)",
        values);
  }

  private static AttributeValue of(Mark.Owed owed) {
    return AttributeValue.fromL(
        List.of(
            text(owed.commit().value()),
            text(owed.tag().value()),
            text(owed.since().toString()),
            text(owed.tried().toString())));
  }

  private static Mark mark(Item item, LockKey key) {
    if (!item.has("revision") && !item.has("commit")) {
      return Mark.NONE;
    }
    OptionalLong revision = item.number("revision");
    Optional<List<List<AttributeValue>>> owed = item.lists("owed");
    try {
      Optional<CommitSha> commit = item.text("commit").map(CommitSha::parse);
      if (revision.orElse(0) < 1
          || owed.isEmpty()
          || commit.isPresent() != item.has("commit")
          || owed.get().stream().anyMatch(fields -> fields.size() != FIELDS)) {
        throw foreign(key);
      }
      return new Mark(
          commit, owed.get().stream().map(DynamoDbMarks::owed).toList(), revision.getAsLong());
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      throw foreign(key);
    }
  }

  private static Mark.Owed owed(List<AttributeValue> fields) {
    List<String> texts =
        fields.stream().map(field -> Optional.ofNullable(field.s()).orElse("")).toList();
    return new Mark.Owed(
        CommitSha.parse(texts.get(0)),
        new TagName(texts.get(1)),
        Instant.parse(texts.get(2)),
        Instant.parse(texts.get(3)));
  }

  private static PermanentFailure foreign(LockKey key) {
    return new PermanentFailure(
        502,
        "the item \"%s\" of the lock table is damaged and does not say up to which commit the repository is done: the operator deletes it; the next run then starts with its own push, so send an audit to find tags that are missing from before"
            .formatted(key));
  }
}
