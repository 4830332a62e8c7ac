package io.charttagger.port;

/**
 * One installation of the App.
 *
 * @param id the installation's id
 * @param account the owner of the repositories that it is on
 * @param suspended whether the owner has switched it off
 */
public record Installation(long id, String account, boolean suspended) {}
