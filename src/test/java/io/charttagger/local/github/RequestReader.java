package io.charttagger.local.github;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the requests of one connection, one after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
final class RequestReader {
  private static final int END = -1;

  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** The next request; empty when the client has closed the connection. */
  Optional<Call> next() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("no request line: " + line);
    }
    Map<String, String> headers = headers();
    return Optional.of(new Call(parts[0], target(parts[1]), headers, body(headers)));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no header: " + line);
      }
      headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    return exactly(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = HexFormat.fromHexDigits(line());
      body.writeBytes(exactly(size));
      line();
    } while (size > 0);
    return body.toByteArray();
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the request was cut");
    }
    return bytes;
  }

  /** Without its end; empty at the end of the connection as well. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != END && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static URI target(String text) throws IOException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IOException("no request target: " + text, e);
    }
  }
}
