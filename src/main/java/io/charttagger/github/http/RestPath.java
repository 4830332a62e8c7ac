package io.charttagger.github.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of requests, percent-encoded, so that no name can leave its segment. */
public final class RestPath {
  private RestPath() {}

  /** {@code /a/b%20c}: each argument becomes one segment, its slashes encoded too. */
  public static String of(String... segments) {
    return Arrays.stream(segments)
        .map(segment -> "/" + encode(segment))
        .collect(Collectors.joining());
  }

  /** A file's path as part of a URL: the slashes stay, the names between them are encoded. */
  public static String file(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(RestPath::encode)
        .collect(Collectors.joining("/"));
  }

  /**
   * One segment or query value: everything but RFC 3986's unreserved characters is encoded. A lone
   * {@code .} or {@code ..} is too, because URL parsers would take it for a step.
   */
  public static String encode(String text) {
    if (text.equals(".") || text.equals("..")) {
      return text.replace(".", "%2E");
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
