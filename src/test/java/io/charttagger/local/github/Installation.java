package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The App's installation on one account: what it may do there, and whether it may do it now. */
public final class Installation {
  private static final Map<String, String> USUAL =
      Map.of("contents", "write", "pull_requests", "write", "checks", "write", "metadata", "read");

  private final long id;
  private final String account;
  private final Instant createdAt;
  private volatile Map<String, String> permissions = USUAL;
  private volatile Optional<Instant> suspendedAt = Optional.empty();
  private volatile boolean installed = true;

  Installation(long id, String account, Instant createdAt) {
    this.id = id;
    this.account = account;
    this.createdAt = createdAt;
  }

  public long id() {
    return id;
  }

  String account() {
    return account;
  }

  /** What the App was granted: permission to {@code read} or {@code write}. */
  public Map<String, String> permissions() {
    return permissions;
  }

  /** Grants these and nothing else; tokens that exist keep what they have, as far as it is left. */
  public void grant(Map<String, String> granted) {
    permissions = Map.copyOf(granted);
  }

  /** Suspended: no token is given and none works. */
  public void suspend(Instant when) {
    suspendedAt = Optional.of(when);
  }

  /** Ends a suspension. */
  public void resume() {
    suspendedAt = Optional.empty();
  }

  /** The App is removed: the installation is unknown, its tokens are bad. */
  public void uninstall() {
    installed = false;
  }

  boolean isInstalled() {
    return installed;
  }

  boolean isSuspended() {
    return suspendedAt.isPresent();
  }

  /** True when this permission, at this level at least, is among those granted. */
  static boolean allows(Map<String, String> granted, String permission, String level) {
    String has = granted.getOrDefault(permission, "");
    return has.equals("write") || has.equals("admin") || (has.equals("read") && !isWrite(level));
  }

  private static boolean isWrite(String level) {
    return !level.equals("read");
  }

  ObjectNode json(long appId, String root) {
    return Json.object(
        "id",
        id,
        "account",
        Users.json(account, "Organization"),
        "repository_selection",
        "selected",
        "access_tokens_url",
        root + "/app/installations/" + id + "/access_tokens",
        "repositories_url",
        root + "/installation/repositories",
        "html_url",
        "https://github.com/organizations/" + account + "/settings/installations/" + id,
        "app_id",
        appId,
        "app_slug",
        Users.APP,
        "target_id",
        Users.id(account),
        "target_type",
        "Organization",
        "permissions",
        permissions,
        "events",
        new String[] {"repository_dispatch"},
        "created_at",
        createdAt,
        "updated_at",
        createdAt,
        "single_file_name",
        null,
        "suspended_by",
        suspendedAt.map(when -> Users.json(account, "User")),
        "suspended_at",
        suspendedAt);
  }
}
