package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Reader and gatekeeper together, as the settings of {@link HostileRequests} have it. */
record FrontDoor(EventReader reader, Gatekeeper gatekeeper) {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  static FrontDoor usual() {
    return withSecret(() -> SavedEvents.WEBHOOK_SECRET);
  }

  static FrontDoor withSecret(Supplier<String> secret) {
    return new FrontDoor(
        new EventReader(secret),
        new Gatekeeper(
            AllowList.parse(HostileRequests.ALLOWED),
            "main",
            new TokenTerms("https://token.actions.githubusercontent.com", "chart-tagger"),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  Request pass(byte[] event) {
    Request request = reader.read(event);
    switch (request) {
      case Request.Tagging tagging -> gatekeeper.admit(tagging);
      case Request.NotOurs _ -> {}
    }
    return request;
  }

  Request pass(String event) {
    return pass(event.getBytes(UTF_8));
  }

  Dispatch dispatchOf(String event) {
    return dispatchOf(event.getBytes(UTF_8));
  }

  Dispatch dispatchOf(byte[] event) {
    return switch (pass(event)) {
      case Request.Tagging(Dispatch dispatch, Caller _) -> dispatch;
      case Request.NotOurs(String reason) -> throw new AssertionError(reason);
    };
  }
}
