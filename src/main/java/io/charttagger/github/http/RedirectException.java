package io.charttagger.github.http;

import java.io.IOException;

/**
 * GitHub pointed elsewhere. Nothing is followed, because that would carry the token wherever the
 * answer says; hub4j would follow, so it never sees such an answer.
 */
final class RedirectException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient RestResponse response;

  RedirectException(RestResponse response) {
    super("GitHub answered " + response.status() + " to " + response.request());
    this.response = response;
  }

  RestResponse response() {
    return response;
  }
}
