package io.charttagger.port;

import java.util.Map;
import java.util.Set;

/**
 * The App as its owner registered it.
 *
 * @param id its id, which the bypass list of a ruleset names
 * @param name its name in addresses
 * @param page its page, where it is installed
 * @param permissions what it requests, such as {@code contents} to {@code write}
 * @param events the webhook events that it subscribes to
 */
public record RegisteredApp(
    long id, String name, String page, Map<String, String> permissions, Set<String> events) {

  /** Copies the permissions and events. */
  public RegisteredApp {
    permissions = Map.copyOf(permissions);
    events = Set.copyOf(events);
  }
}
