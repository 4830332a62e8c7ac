package io.charttagger.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Parses the address of GitHub's REST API, and derives the issuer of tokens from it. */
final class GitHubAddress {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String ADVICE =
      "write an https:// address such as https://api.github.com or https://HOST/api/v3";

  private GitHubAddress() {}

  static URI parse(String text) {
    URI address;
    try {
      address = new URI(text.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(ADVICE, e);
    }
    if (address.getScheme() == null
        || address.getHost() == null
        || address.getRawQuery() != null
        || address.getRawFragment() != null
        || address.getRawUserInfo() != null
        || !isSafe(address)) {
      throw new IllegalArgumentException(ADVICE);
    }
    return address;
  }

  private static boolean isSafe(URI address) {
    return switch (address.getScheme()) {
      case "https" -> true;
      // Over http a token is readable on the network, but loopback never leaves the machine.
      case "http" -> LOOPBACK.contains(address.getHost());
      default -> false;
    };
  }

  /**
   * The issuer of the Actions tokens of this GitHub instance.
   *
   * @see <a
   *     href="https://docs.github.com/en/enterprise-server@latest/actions/reference/security/oidc">OIDC
   *     on GitHub Enterprise Server</a>
   */
  static String tokenIssuer(URI api) {
    String host = api.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("api.github.com") || LOOPBACK.contains(host)) {
      return "https://token.actions.githubusercontent.com";
    }
    if (host.startsWith("api.") && host.endsWith(".ghe.com")) {
      return "https://token.actions." + host.substring("api.".length());
    }
    return "https://" + api.getAuthority() + "/_services/token";
  }
}
