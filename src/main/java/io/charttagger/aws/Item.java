package io.charttagger.aws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item in the lock table. Anybody may have written them, so what has another
 * type than expected counts as missing.
 *
 * @param attributes by name; empty when there is no item
 */
record Item(Map<String, AttributeValue> attributes) {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  Item {
    attributes = Map.copyOf(attributes);
  }

  /** The whole part of a number; empty when it does not fit into a {@code long}. */
  OptionalLong number(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(AttributeValue::n)
        .map(BigDecimal::new)
        .filter(number -> number.abs().compareTo(LARGEST) <= 0)
        .map(number -> OptionalLong.of(number.longValue()))
        .orElse(OptionalLong.empty());
  }

  Optional<String> text(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).map(AttributeValue::s);
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /**
   * The lists in a list; empty when it is no list. What is no list in it counts as an empty one.
   */
  Optional<List<List<AttributeValue>>> lists(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .filter(AttributeValue::hasL)
        .map(list -> list.l().stream().map(AttributeValue::l).toList());
  }

  Optional<byte[]> binary(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(AttributeValue::b)
        .map(SdkBytes::asByteArray);
  }
}
