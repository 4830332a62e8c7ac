package io.charttagger.aws;

import io.charttagger.chart.Quoted;
import io.charttagger.port.LockKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one table, hash key {@code pk}. Everything here is one conditional {@code UpdateItem}: the
 * only action that the function's role needs on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 */
final class LockTable {
  private final DynamoDbClient client;
  private final String name;
  private final AwsFailure.Asked asked;

  LockTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
    this.asked =
        new AwsFailure.Asked(
            "the lock table " + Quoted.of(name) + " (setting LOCK_TABLE)",
            "dynamodb:UpdateItem",
            "create it with the hash key pk (a string), or set LOCK_TABLE to the one that is"
                + " there");
  }

  /**
   * A conditional change of one item.
   *
   * @param expression such as {@code SET #owner = :me}: {@code #x} is the attribute x, because many
   *     plain names are reserved words
   * @param condition when it applies
   * @param values what stands for {@code :name}
   */
  record Change(String expression, String condition, Map<String, AttributeValue> values) {
    private static final Pattern ATTRIBUTE = Pattern.compile("#([A-Za-z]+)");

    /** DynamoDB wants every placeholder explained, and none besides. */
    private Map<String, String> names() {
      return ATTRIBUTE
          .matcher(expression + " " + condition)
          .results()
          .collect(
              Collectors.toMap(MatchResult::group, match -> match.group(1), (one, same) -> one));
    }
  }

  /** What came of a change: the item as it was, or is now. */
  sealed interface Outcome {
    /** Done; the item's attributes as asked for. */
    record Changed(Map<String, AttributeValue> item) implements Outcome {}

    /** The condition did not hold for this item; empty when there is none. */
    record Refused(Map<String, AttributeValue> item) implements Outcome {}
  }

  /**
   * Applies the change, or says what stands against it.
   *
   * @param returned which state of the item a change that was done gives back
   * @throws io.charttagger.port.TransientFailure when the table is throttled, slow or down
   * @throws io.charttagger.port.PermanentFailure when it is missing or denied
   */
  Outcome change(LockKey key, Change change, ReturnValue returned) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(Map.of("pk", text(key.value())))
            .updateExpression(change.expression())
            .conditionExpression(change.condition())
            .expressionAttributeNames(change.names())
            .expressionAttributeValues(change.values())
            .returnValues(returned)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      return new Outcome.Changed(client.updateItem(request).attributes());
    } catch (ConditionalCheckFailedException refused) {
      return new Outcome.Refused(refused.hasItem() ? refused.item() : Map.of());
    } catch (SdkException failure) {
      throw AwsFailure.of(asked, failure);
    }
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** DynamoDB deletes items some time after this; the leases do not depend on it. */
  static AttributeValue expiry(Instant now) {
    return number(now.plus(30, ChronoUnit.DAYS).getEpochSecond());
  }

  static OptionalLong numberIn(Map<String, AttributeValue> item, String attribute) {
    return Optional.ofNullable(item.get(attribute))
        .map(value -> OptionalLong.of(Long.parseLong(value.n())))
        .orElse(OptionalLong.empty());
  }
}
