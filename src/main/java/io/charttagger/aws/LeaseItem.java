package io.charttagger.aws;

import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The item of a lease that was granted.
 *
 * @param owner the random name under which it was granted
 */
record LeaseItem(LockTable table, LockKey key, String owner) {

  /**
   * Changes the item.
   *
   * @throws LeaseLost when it no longer names its owner: nothing was changed
   */
  void change(String expression, Map<String, AttributeValue> values) {
    if (refusal(expression, values).isPresent()) {
      throw new LeaseLost(key);
    }
  }

  /**
   * Changes the item so that it names no owner any more. When the answer is lost, the SDK repeats
   * the change, which then fails although it was made.
   *
   * @param fence the owner's number: the next one has a higher one
   * @throws LeaseLost when another run took the lease over: nothing was changed
   */
  void release(String expression, Map<String, AttributeValue> values, long fence) {
    refusal(expression, values)
        .filter(
            item ->
                item.attributes().containsKey("owner") || item.number("fence").orElse(0) != fence)
        .ifPresent(
            taken -> {
              throw new LeaseLost(key);
            });
  }

  /** The item as it is when it does not name the owner. */
  private Optional<Item> refusal(String expression, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":me", text(owner));
    LockTable.Change change = new LockTable.Change(expression, "#owner = :me", all);
    return switch (table.change(key, change, ReturnValue.NONE)) {
      case ChangeResult.Changed(_) -> Optional.empty();
      case ChangeResult.ConditionFailed(Item item) -> Optional.of(item);
    };
  }
}
