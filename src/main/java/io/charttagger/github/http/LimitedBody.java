package io.charttagger.github.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;

/** The beginning of a body: what is beyond the limit is neither held nor read. */
final class LimitedBody {
  private static final int PART = 1 << 13;

  private final byte[] bytes;
  private final boolean complete;
  private final boolean zipped;

  /**
   * Keeps the array, uncopied: it may be large.
   *
   * @param complete false when there was more
   */
  LimitedBody(byte[] bytes, boolean complete) {
    this(bytes, complete, false);
  }

  private LimitedBody(byte[] bytes, boolean complete, boolean zipped) {
    this.bytes = bytes;
    this.complete = complete;
    this.zipped = zipped;
  }

  byte[] bytes() {
    if (!zipped) {
      return bytes;
    }
    try (InputStream plain = stream()) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("it was decompressed before", e);
    }
  }

  /** The same, not all at once. */
  InputStream stream() throws IOException {
    InputStream stream = new ByteArrayInputStream(bytes);
    return zipped ? new GZIPInputStream(stream, PART) : stream;
  }

  boolean complete() {
    return complete;
  }

  /**
   * Reads a body from the network, at most so many bytes of it.
   *
   * @param keepsBeginning whether the beginning of a longer one is of use
   */
  static BodySubscriber<LimitedBody> subscriber(int largest, boolean keepsBeginning) {
    return new Reader(largest, keepsBeginning);
  }

  /**
   * Decompresses, at most so many bytes.
   *
   * @throws IOException when it is not gzip, or is cut short although the body was complete
   */
  LimitedBody unzipped(int largest) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return read(gzip, largest);
    }
  }

  /**
   * Decompresses each time that it is read: a listing of several megabytes has few when it is
   * compressed. One that is longer than that many bytes is empty.
   *
   * @throws IOException when it is not gzip, or is cut short although the body was complete
   */
  LimitedBody zipped(int largest) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), PART)) {
      byte[] part = new byte[PART];
      int size = 0;
      int length = 0;
      while (size <= largest && length >= 0) {
        size += length;
        length = read(gzip, part, part.length);
      }
      return complete && size <= largest
          ? new LimitedBody(bytes, true, true)
          : new LimitedBody(new byte[0], false);
    }
  }

  private LimitedBody read(InputStream gzip, int largest) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (plain.size() < largest) {
      int length = read(gzip, part, Math.min(part.length, largest - plain.size()));
      if (length < 0) {
        return new LimitedBody(plain.toByteArray(), complete);
      }
      plain.write(part, 0, length);
    }
    return new LimitedBody(plain.toByteArray(), complete && read(gzip, part, 1) < 0);
  }

  /** Reads on; a body that was cut at the limit ends where it was cut. */
  private int read(InputStream gzip, byte[] part, int length) throws IOException {
    try {
      return gzip.read(part, 0, length);
    } catch (EOFException cut) {
      if (complete) {
        throw cut;
      }
      return -1;
    }
  }

  private static final class Reader implements BodySubscriber<LimitedBody> {
    private final int largest;
    private final boolean keepsBeginning;
    private final CompletableFuture<LimitedBody> body = new CompletableFuture<>();
    private final List<byte[]> parts = new ArrayList<>();
    private int size;
    private Flow.Subscription subscription = new NoSubscription();

    Reader(int largest, boolean keepsBeginning) {
      this.largest = largest;
      this.keepsBeginning = keepsBeginning;
    }

    @Override
    public CompletionStage<LimitedBody> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (size + buffer.remaining() > largest && !keepsBeginning) {
          parts.clear();
          size = 0;
          subscription.cancel();
          body.complete(new LimitedBody(new byte[0], false));
          return;
        }
        byte[] part = new byte[Math.min(buffer.remaining(), largest - size)];
        buffer.get(part);
        parts.add(part);
        size += part.length;
        if (buffer.hasRemaining()) {
          subscription.cancel();
          body.complete(new LimitedBody(together(), false));
          return;
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(new LimitedBody(together(), true));
    }

    /** Once and at its exact size: ten bodies may be read at the same time. */
    private byte[] together() {
      ByteBuffer all = ByteBuffer.allocate(size);
      parts.forEach(all::put);
      parts.clear();
      return all.array();
    }
  }

  /** Before the body begins. */
  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
