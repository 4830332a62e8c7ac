package io.charttagger.port;

import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/**
 * What proves that we are the GitHub App, and that a tag is ours. Never part of a snapshot, a
 * message or a log: {@code toString} shows the App's id alone.
 *
 * @param appId the App's id, or its client id
 * @param privateKey signs the App's JWT
 * @param webhookSecret the key of the webhooks' HMAC; absent where no webhook is used
 * @param signing whether tags are signed, and with what
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/about-authentication-with-a-github-app">About
 *     authentication with a GitHub App</a>
 */
public record AppKey(
    String appId, RSAPrivateKey privateKey, Optional<String> webhookSecret, TagSigning signing) {

  @Override
  public String toString() {
    return "AppKey[appId=" + appId + ", the rest withheld]";
  }
}
