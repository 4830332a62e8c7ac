package io.charttagger.aws;

import io.charttagger.port.LockKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Saved work that is too large for the item of its lease, in as many items as it takes. Each owner
 * of a lease writes items of its own, so that nobody reads a mixture of two; DynamoDB deletes them
 * after some days.
 *
 * @param table the lock table
 * @param key the lease's key
 * @param fence the owner that saved them
 */
record SavedParts(LockTable table, LockKey key, long fence) {
  /** An item holds 400 KB; this leaves room for the rest of it. */
  static final int LARGEST = 300 * 1024;

  /** More than 64 MB, compressed or not. */
  private static final int MOST = 250;

  /** Each part has at most {@link #LARGEST} bytes. */
  void write(List<byte[]> parts, Instant now) {
    for (int part = 0; part < parts.size(); part++) {
      table.change(
          keyOf(part),
          new LockTable.Change(
              "SET #part = :part, #expiresAt = :expiry",
              "",
              Map.of(
                  ":part",
                  AttributeValue.fromB(SdkBytes.fromByteArray(parts.get(part))),
                  ":expiry",
                  LockTable.number(now.plus(7, ChronoUnit.DAYS).getEpochSecond()))),
          ReturnValue.NONE);
    }
  }

  /** Empty when one of them is missing. */
  Optional<byte[]> read(long parts) {
    if (parts < 1 || parts > MOST) {
      return Optional.empty();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int part = 0; part < parts; part++) {
      Optional<byte[]> bytes = table.read(keyOf(part)).binary("part");
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      packed.writeBytes(bytes.get());
    }
    return Optional.of(packed.toByteArray());
  }

  private LockKey keyOf(int part) {
    return new LockKey("%s#work-%d-%d".formatted(key, fence, part));
  }
}
