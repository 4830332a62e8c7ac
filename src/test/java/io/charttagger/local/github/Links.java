package io.charttagger.local.github;

import io.charttagger.chart.RepositoryName;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The addresses that answers carry.
 *
 * @param root of the API, without a slash at its end
 */
record Links(String root, RepositoryName name) {

  /** An address in the repository's API; the path is plain and gets its percent-encoding here. */
  String api(String path) {
    return root + "/repos/" + name + encoded(path);
  }

  /** A page of the repository for people. */
  String page(String path) {
    return "https://github.com/" + name + encoded(path);
  }

  static String encoded(String path) {
    if (path.chars().allMatch(Links::isPlain)) {
      return path;
    }
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "/-._".indexOf(character) >= 0;
  }
}
