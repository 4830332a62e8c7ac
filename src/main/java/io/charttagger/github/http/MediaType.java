package io.charttagger.github.http;

/**
 * What a request asks for, and how much of it is held in memory.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#media-types">Media
 *     types</a>
 */
public enum MediaType {
  /** JSON; GitHub's largest answer, a recursive listing, has 7 MB. A longer one is no answer. */
  JSON("application/vnd.github+json", 8 << 20),
  /** A file as it is; only its beginning is kept when it is longer. */
  RAW("application/vnd.github.raw+json", 4 << 20);

  private final String value;
  private final int largest;

  MediaType(String value, int largest) {
    this.value = value;
    this.largest = largest;
  }

  /** The {@code Accept} header. */
  String value() {
    return value;
  }

  /** The most bytes of a body that are held, once it is decompressed. */
  int largest() {
    return largest;
  }

  /** The type that a request accepts; hub4j's requests are for JSON. */
  static MediaType accepted(String accept) {
    return accept.equals(RAW.value) ? RAW : JSON;
  }
}
