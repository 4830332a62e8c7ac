package io.charttagger.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compressed bytes, because an item of the table holds at most 400 KB. */
final class Gzip {
  /** More is never unpacked: a few hundred kilobytes can unpack to several hundred megabytes. */
  static final int LARGEST = 64 << 20;

  private Gzip() {}

  static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  /** Empty when the bytes are not gzip, are cut short, or unpack to more than 64 MB. */
  static Optional<byte[]> unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = gzip.readNBytes(LARGEST + 1);
      return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
