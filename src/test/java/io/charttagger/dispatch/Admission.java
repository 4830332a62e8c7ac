package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads and admits an event, with the settings that {@link RejectedRequests} expects. */
record Admission(EventReader reader, Gatekeeper gatekeeper) {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  static Admission standard() {
    return withSecret(() -> SavedEvents.WEBHOOK_SECRET);
  }

  static Admission withSecret(WebhookSecret secret) {
    return new Admission(
        new EventReader(secret, Optional.of("main")),
        new Gatekeeper(
            AllowList.parse(RejectedRequests.ALLOWED),
            Optional.of("main"),
            new ExpectedToken("https://token.actions.githubusercontent.com", "chart-tagger"),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  /** The default branch of each repository is tagged. */
  static Admission onDefaultBranch() {
    return new Admission(
        new EventReader(() -> SavedEvents.WEBHOOK_SECRET, Optional.empty()),
        new Gatekeeper(
            AllowList.parse(RejectedRequests.ALLOWED),
            Optional.empty(),
            new ExpectedToken("https://token.actions.githubusercontent.com", "chart-tagger"),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  Request admit(byte[] event) {
    Request request = reader.read(event);
    switch (request) {
      case Request.Tagging tagging -> gatekeeper.admit(tagging);
      case Request.Preview preview -> gatekeeper.admit(preview);
      case Request.CatchUp catchUp -> gatekeeper.admit(catchUp);
      case Request.Backfill backfill -> gatekeeper.admit(backfill);
      case Request.Audit audit -> gatekeeper.admit(audit);
      case Request.CheckSetup check -> gatekeeper.admit(check);
      case Request.NotOurs _ -> {}
    }
    return request;
  }

  Request admit(String event) {
    return admit(event.getBytes(UTF_8));
  }

  Dispatch dispatchOf(String event) {
    return dispatchOf(event.getBytes(UTF_8));
  }

  Dispatch dispatchOf(byte[] event) {
    return switch (admit(event)) {
      case Request.Tagging(Dispatch dispatch, Caller _) -> dispatch;
      case Request.Preview preview -> throw new AssertionError(preview);
      case Request.CatchUp catchUp -> throw new AssertionError(catchUp);
      case Request.Backfill backfill -> throw new AssertionError(backfill);
      case Request.Audit audit -> throw new AssertionError(audit);
      case Request.CheckSetup check -> throw new AssertionError(check);
      case Request.NotOurs(String reason) -> throw new AssertionError(reason);
    };
  }
}
