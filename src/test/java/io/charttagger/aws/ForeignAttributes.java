package io.charttagger.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of types and sizes that the function does not expect in the lock table. */
public final class ForeignAttributes {
  /** The attributes of a lease. */
  public static final List<String> OF_A_LEASE =
      List.of("owner", "leaseUntil", "fence", "expiresAt", "plan", "report");

  /** The attributes of the rate limiter. */
  public static final List<String> OF_THE_RATE_LIMITER =
      List.of("version", "permits", "limitedUntil", "halvedUntil", "expiresAt");

  /** The attributes of a mark. */
  public static final List<String> OF_A_MARK = List.of("commit", "owed", "revision");

  /** Gets a warning for saved work that cannot be read: once for each case is too often. */
  public static final Logger LEASE_LOG = Logger.getLogger(DynamoDbLease.class.getName());

  /** Stands for all of an item's attributes. */
  public static final String ALL = "all";

  private static final int MEGABYTE = 1 << 20;
  private static final String BOMB_NAME = "gzip bomb";
  private static final byte[] BOMB = bomb();

  private ForeignAttributes() {}

  /** All of them by name; empty stands for an attribute that is missing. */
  public static Map<String, Optional<AttributeValue>> all(Instant now) {
    Map<String, Optional<AttributeValue>> all = new LinkedHashMap<>();
    all.put("missing", Optional.empty());
    values(now).forEach((name, value) -> all.put(name, Optional.of(value)));
    return all;
  }

  /**
   * An item with a foreign value.
   *
   * @param item as the function writes it
   * @param attribute its name, or {@link #ALL}
   * @param value its name
   */
  public static Map<String, AttributeValue> in(
      Map<String, AttributeValue> item, String attribute, String value, Instant now) {
    Map<String, AttributeValue> foreign = new HashMap<>(item);
    Stream.concat(OF_A_LEASE.stream(), OF_THE_RATE_LIMITER.stream())
        .filter(name -> attribute.equals(ALL) || attribute.equals(name))
        .forEach(
            name -> {
              foreign.remove(name);
              // An item has room for one bomb.
              if (!value.equals(BOMB_NAME) || attribute.equals(name) || name.equals("plan")) {
                all(now).get(value).ifPresent(it -> foreign.put(name, it));
              }
            });
    return foreign;
  }

  private static Map<String, AttributeValue> values(Instant now) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    values.put("empty text", AttributeValue.fromS(""));
    values.put("text", AttributeValue.fromS("tomorrow"));
    values.put("permits without end", AttributeValue.fromS(now.toEpochMilli() + "+99999:480:850"));
    values.put(
        "more permits than fit", AttributeValue.fromS(now.toEpochMilli() + "+500:9999:9999"));
    values.put("permits far ahead", AttributeValue.fromS("999999999999999+500:76:850"));
    values.put("digits as text", AttributeValue.fromS("9999999999999"));
    values.put("boolean", AttributeValue.fromBool(true));
    values.put("null", AttributeValue.fromNul(true));
    values.put("list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))));
    values.put("map", AttributeValue.fromM(Map.of("N", AttributeValue.fromN("1"))));
    values.put("set of texts", AttributeValue.fromSs(List.of("1")));
    values.put("set of numbers", AttributeValue.fromNs(List.of("1")));
    values.put("set of binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("1"))));
    values.put("empty binary", binary(new byte[0]));
    values.put("binary", binary("no gzip".getBytes(StandardCharsets.UTF_8)));
    values.put("gzip of no JSON", binary(gzip("[[[".getBytes(StandardCharsets.UTF_8))));
    values.put("gzip that is cut", binary(Arrays.copyOf(gzip(new byte[1000]), 15)));
    values.put(BOMB_NAME, binary(BOMB));
    values.put("zero", AttributeValue.fromN("0"));
    values.put("minus one", AttributeValue.fromN("-1"));
    values.put("lowest number", AttributeValue.fromN("-9.9E125"));
    values.put("tiny fraction", AttributeValue.fromN("1E-130"));
    values.put("now and a half", AttributeValue.fromN(now.toEpochMilli() + ".5"));
    values.put("a minute ahead", number(now.plus(Duration.ofMinutes(1))));
    values.put("an hour ahead", number(now.plus(Duration.ofHours(1))));
    values.put("a year ahead", number(now.plus(Duration.ofDays(365))));
    values.put("largest long", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)));
    values.put("beyond long", AttributeValue.fromN("9223372036854775808"));
    values.put("largest number", AttributeValue.fromN("9".repeat(38) + "E88"));
    return values;
  }

  private static AttributeValue number(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  private static AttributeValue binary(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  private static byte[] gzip(byte[] bytes) {
    return gzip(bytes, 1);
  }

  /** As much as fits into an item: it unpacks to 300 MB. */
  private static byte[] bomb() {
    return gzip(new byte[MEGABYTE], 300);
  }

  private static byte[] gzip(byte[] bytes, int times) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      for (int time = 0; time < times; time++) {
        gzip.write(bytes);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
