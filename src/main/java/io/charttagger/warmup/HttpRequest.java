package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request.
 *
 * @param line method, path and version
 * @param headers their names in lower case
 */
record HttpRequest(String line, Map<String, String> headers, String body) {
  HttpRequest {
    headers = Map.copyOf(headers);
  }

  /**
   * The next one on this connection, in HTTP/1.1 as this function's own clients send it: a body has
   * its length. Empty when the client has closed it.
   */
  static Optional<HttpRequest> read(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return Optional.empty();
    }
    in.reset();
    String line = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return Optional.of(new HttpRequest(line, headers, new String(in.readNBytes(length), UTF_8)));
  }

  /** Method and path; an AWS service has but one path, and says in a header what is asked. */
  String name() {
    String name = line.substring(0, line.lastIndexOf(' '));
    return headers.containsKey("x-amz-target") ? name + " " + headers.get("x-amz-target") : name;
  }

  boolean takesGzip() {
    return headers.getOrDefault("accept-encoding", "").contains("gzip");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the request ended within its head");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
