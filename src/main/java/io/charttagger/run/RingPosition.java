package io.charttagger.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.charttagger.port.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The repository that a catch-up of all begins with, as text. */
final class RingPosition {
  // A number of 64 bits, and more than that to see that it is none.
  private static final int LONGEST = 20;

  private RingPosition() {}

  static Lease.Work write(long repository) {
    return stream -> stream.write(Long.toString(repository).getBytes(US_ASCII));
  }

  /** Empty when nothing was saved, or something else: then any repository is as good. */
  static OptionalLong read(Optional<InputStream> saved) {
    if (saved.isEmpty()) {
      return OptionalLong.empty();
    }
    try (InputStream stream = saved.get()) {
      return OptionalLong.of(Long.parseLong(new String(stream.readNBytes(LONGEST), US_ASCII)));
    } catch (IOException | NumberFormatException unreadable) {
      return OptionalLong.empty();
    }
  }
}
