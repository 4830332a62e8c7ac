package io.charttagger.aws;

import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import java.util.HashMap;
import java.util.Map;
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
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":me", text(owner));
    LockTable.Change change = new LockTable.Change(expression, "#owner = :me", all);
    switch (table.change(key, change, ReturnValue.NONE)) {
      case ChangeResult.Changed(_) -> {}
      case ChangeResult.ConditionFailed(_) -> throw new LeaseLost(key);
    }
  }
}
