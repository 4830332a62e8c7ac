package io.charttagger.port;

import java.util.Map;

/**
 * One installation of the App.
 *
 * @param id the installation's id
 * @param account the owner of the repositories that it is on
 * @param suspended whether the owner has switched it off
 * @param permissions what the owner has granted, such as {@code contents} to {@code write}
 * @param page where the owner configures it
 */
public record Installation(
    long id, String account, boolean suspended, Map<String, String> permissions, String page) {

  /** Copies the permissions. */
  public Installation {
    permissions = Map.copyOf(permissions);
  }
}
