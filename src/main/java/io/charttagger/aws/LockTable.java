package io.charttagger.aws;

import io.charttagger.chart.Quoted;
import io.charttagger.port.HeapLimit;
import io.charttagger.port.LockKey;
import io.charttagger.port.PermanentFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one table, hash key {@code pk}. Everything here is one {@code UpdateItem}, most often with a
 * condition, or one {@code GetItem}: the only actions that the function's role needs on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 */
final class LockTable {
  /** What {@code attribute_type} calls a number. */
  static final AttributeValue NUMBER_TYPE = text("N");

  private final DynamoDbClient client;
  private final String name;
  private final AwsResource resource;
  private final AwsResource readable;

  LockTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
    this.resource = resource(name, "dynamodb:UpdateItem");
    this.readable = resource(name, "dynamodb:GetItem");
  }

  private static AwsResource resource(String name, String action) {
    return new AwsResource(
        "lock table " + Quoted.of(name) + " (setting LOCK_TABLE)",
        action,
        "create it with the hash key pk (a string), or set LOCK_TABLE to a table that exists");
  }

  /**
   * A conditional change of one item.
   *
   * @param expression such as {@code SET #owner = :me}; {@code #x} is the attribute x, because many
   *     plain names are reserved words
   * @param condition when to apply it; an empty text for always
   * @param values the values of the names that begin with a colon, all of which must be used
   */
  record Change(String expression, String condition, Map<String, AttributeValue> values) {
    private static final Pattern ATTRIBUTE = Pattern.compile("#([A-Za-z]+)");

    Change {
      values = Map.copyOf(values);
    }

    /** DynamoDB wants exactly the names that the expressions use. */
    private Map<String, String> names() {
      return ATTRIBUTE
          .matcher(expression + " " + condition)
          .results()
          .collect(
              Collectors.toMap(MatchResult::group, match -> match.group(1), (one, same) -> one));
    }
  }

  /**
   * Applies the change if its condition is true.
   *
   * @param returned which attributes the result of a change that was made holds
   * @throws io.charttagger.port.TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or denied, or when DynamoDB cannot change
   *     the item; the message then names its key
   */
  ChangeResult change(LockKey key, Change change, ReturnValue returned) {
    HeapLimit.OF_JVM.keep();
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(Map.of("pk", text(key.value())))
            .updateExpression(change.expression())
            .conditionExpression(change.condition().isEmpty() ? null : change.condition())
            .expressionAttributeNames(change.names())
            .expressionAttributeValues(change.values())
            .returnValues(returned)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      return new ChangeResult.Changed(new Item(client.updateItem(request).attributes()));
    } catch (ConditionalCheckFailedException failed) {
      return new ChangeResult.ConditionFailed(
          new Item(failed.hasItem() ? failed.item() : Map.of()));
    } catch (DynamoDbException refused) {
      throw AwsFailure.code(refused).equals("ValidationException")
          ? invalid(key, refused)
          : AwsFailure.of(resource, refused);
    } catch (SdkException failure) {
      throw AwsFailure.of(resource, failure);
    }
  }

  /**
   * Reads an item as it is now.
   *
   * @throws io.charttagger.port.TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or denied
   */
  Item read(LockKey key) {
    HeapLimit.OF_JVM.keep();
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(name)
            .key(Map.of("pk", text(key.value())))
            .consistentRead(true)
            .build();
    try {
      return new Item(client.getItem(request).item());
    } catch (SdkException failure) {
      throw AwsFailure.of(readable, failure);
    }
  }

  /** Either the table has another key, or the item is too large or foreign for any change. */
  private PermanentFailure invalid(LockKey key, DynamoDbException refused) {
    return new PermanentFailure(
        502,
        String.valueOf(refused.getMessage()).contains("key element")
            ? "The %s has the wrong hash key: %s".formatted(resource.name(), resource.remedy())
            : "DynamoDB cannot change the item \"%s\" in the %s: delete that item"
                .formatted(key, resource.name()));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** DynamoDB deletes an item some time after this; leases do not depend on it. */
  static AttributeValue expiry(Instant now) {
    return number(now.plus(30, ChronoUnit.DAYS).getEpochSecond());
  }
}
