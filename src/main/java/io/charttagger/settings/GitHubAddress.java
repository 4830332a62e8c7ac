package io.charttagger.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Parses the address of GitHub's REST API, and derives the issuer of tokens from it. */
final class GitHubAddress {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  // The machine that a container runs on, as the container calls it.
  private static final String CONTAINER_HOST = "host.docker.internal";
  private static final String ADVICE =
      "write an https:// address such as https://api.github.com or https://HOST/api/v3";

  private GitHubAddress() {}

  /**
   * Parses it.
   *
   * @param samLocal whether {@code sam local} runs the function, in a container of the machine that
   *     GitHub's simulator runs on
   * @throws IllegalArgumentException with the remedy
   */
  static URI parse(String text, boolean samLocal) {
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
        || !isSafe(address, samLocal)) {
      throw new IllegalArgumentException(ADVICE);
    }
    return address;
  }

  private static boolean isSafe(URI address, boolean samLocal) {
    return switch (address.getScheme()) {
      case "https" -> true;
      // Over http a token is readable on the network, but neither of these leaves the machine.
      case "http" ->
          LOOPBACK.contains(address.getHost())
              || (samLocal && CONTAINER_HOST.equals(address.getHost()));
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
    if (host.equals("api.github.com") || LOOPBACK.contains(host) || host.equals(CONTAINER_HOST)) {
      return "https://token.actions.githubusercontent.com";
    }
    if (host.startsWith("api.") && host.endsWith(".ghe.com")) {
      return "https://token.actions." + host.substring("api.".length());
    }
    return "https://" + api.getAuthority() + "/_services/token";
  }
}
