package io.charttagger.local.github;

import java.util.List;
import java.util.Map;

/**
 * What an App's owner has set in the App's settings.
 *
 * @param permissions what it requests of those who install it
 * @param events the webhook events that it subscribes to
 */
public record AppRegistration(Map<String, String> permissions, List<String> events) {
  /** As much as the installations grant. */
  static final AppRegistration USUAL =
      new AppRegistration(
          Map.of(
              "contents", "write", "pull_requests", "write", "checks", "write", "metadata", "read"),
          List.of("push", "repository_dispatch"));
}
