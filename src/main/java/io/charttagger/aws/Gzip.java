package io.charttagger.aws;

import io.charttagger.port.Lease;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compressed bytes, because an item of the table holds at most 400 KB. */
final class Gzip {
  /** More is never unpacked: a few hundred kilobytes can unpack to several hundred megabytes. */
  static final int LARGEST = 64 << 20;

  private Gzip() {}

  /**
   * Compresses it into parts of that many bytes, the last one shorter.
   *
   * @return empty when it has more than 64 MB
   */
  static Optional<List<byte[]>> pack(Lease.Work work, int part) {
    Parts packed = new Parts(part);
    try (Limited limited = new Limited(new GZIPOutputStream(packed))) {
      work.writeTo(limited);
    } catch (TooLarge e) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory accepts all that is written", impossible);
    }
    return Optional.of(packed.all());
  }

  /** Parts of one size, so that no array grows to the size of them all. */
  private static final class Parts extends OutputStream {
    private final int size;
    private final List<byte[]> full = new ArrayList<>();
    private final ByteArrayOutputStream last = new ByteArrayOutputStream();

    Parts(int size) {
      this.size = size;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int written = 0;
      while (written < length) {
        if (last.size() == size) {
          full.add(last.toByteArray());
          last.reset();
        }
        int next = Math.min(length - written, size - last.size());
        last.write(bytes, offset + written, next);
        written += next;
      }
    }

    List<byte[]> all() {
      full.add(last.toByteArray());
      return full;
    }
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Refuses what could not be unpacked again. */
  private static final class Limited extends FilterOutputStream {
    private long written;

    Limited(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int octet) throws IOException {
      count(1);
      out.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count(length);
      out.write(bytes, offset, length);
    }

    private void count(int more) throws TooLarge {
      written += more;
      if (written > LARGEST) {
        throw new TooLarge();
      }
    }
  }

  /** False when the bytes are not gzip, are cut short, or unpack to more than 64 MB. */
  static boolean isSound(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] piece = new byte[1 << 13];
      int size = 0;
      int read = 0;
      while (read >= 0 && size <= LARGEST) {
        size += read;
        read = gzip.read(piece);
      }
      return size <= LARGEST;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** What sound bytes unpack to. */
  static InputStream unpack(byte[] packed) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(packed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
