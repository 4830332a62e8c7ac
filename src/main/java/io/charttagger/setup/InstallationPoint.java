package io.charttagger.setup;

import io.charttagger.port.Installation;
import io.charttagger.port.PermanentFailure;
import java.util.List;
import java.util.Map;

/** What is said of one installation of the App. */
final class InstallationPoint {
  private InstallationPoint() {}

  /** The installation, unless its owner has switched it off. */
  static Installation active(Installation installation) {
    if (installation.suspended()) {
      throw new PermanentFailure(
          404,
          "the App's installation on %s is suspended: an owner of %s unsuspends it at %s"
              .formatted(installation.account(), installation.account(), installation.page()));
    }
    return installation;
  }

  static Verdict installed(Installation installation) {
    return Verdict.ok("the App is installed on " + installation.account());
  }

  /** A permission that the App requests later is granted only when an owner accepts it. */
  static Verdict accepted(Granted granted) {
    Map<String, String> requested = granted.app().permissions();
    List<String> open = Permissions.missing(requested, granted.installation().permissions());
    if (open.isEmpty()) {
      return Verdict.ok("it grants all that the App requests");
    }
    String message =
        "%s has not accepted %s, which the App requests: an owner of %s accepts that at %s"
            .formatted(
                granted.installation().account(),
                Permissions.named(open, requested),
                granted.installation().account(),
                granted.installation().page());
    return open.stream().anyMatch(Permissions.NEEDED::containsKey)
        ? Verdict.failed(message)
        : Verdict.warning(message);
  }
}
