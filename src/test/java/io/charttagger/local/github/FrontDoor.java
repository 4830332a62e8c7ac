package io.charttagger.local.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.local.github.LoggedRequest.Answer;
import io.charttagger.local.github.LoggedRequest.Timing;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What every request passes: the log, the faults, the latency, the limits. */
final class FrontDoor implements LoopbackServer.Handler {
  private static final int LONGEST_LOGGED = 1024 * 1024;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final GitHubSimulator simulator;
  private final Clock clock;
  private final Endpoints endpoints;
  private final Gate gate;
  private final WrongReplies wrongReplies;

  FrontDoor(GitHubSimulator simulator, Hosting hosting) {
    this.simulator = simulator;
    this.clock = hosting.clock();
    this.endpoints = new Endpoints(hosting, simulator.url());
    this.gate = new Gate(new Credentials(hosting), simulator.limits());
    this.wrongReplies = new WrongReplies(new OtherThings(hosting, endpoints, simulator.url()));
  }

  @Override
  public Optional<Reply> answer(Call call) {
    RequestLog.Ticket ticket = simulator.log().arrive();
    try {
      List<Fault> faults =
          simulator.faults().take(new Faults.Arrival(ticket.number(), call.method(), call.line()));
      Optional<Outcome> outcome = inItsTime(call, faults);
      record(ticket, call, outcome);
      return outcome.map(known -> finished(call, known.reply()));
    } catch (InterruptedException e) {
      // The simulator is being closed: the connection goes with it.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      simulator.failed(call, e);
    }
    return Optional.empty();
  }

  private Optional<Outcome> inItsTime(Call call, List<Fault> faults)
      throws InterruptedException, IOException {
    Gate.Passage passage = gate.enter(call);
    try {
      simulator.latency().half(call.isRead());
      Optional<Outcome> outcome = throughFaults(call, passage, faults);
      simulator.latency().half(call.isRead());
      return outcome;
    } finally {
      gate.leave(passage);
    }
  }

  /** Empty when the connection is to be cut. */
  private Optional<Outcome> throughFaults(Call call, Gate.Passage passage, List<Fault> faults)
      throws InterruptedException, IOException {
    for (Fault fault : faults) {
      switch (fault) {
        case Fault.Before(Runnable happening) -> happening.run();
        case Fault.Delay(Duration by) -> Thread.sleep(by);
        case Fault.DropBefore() -> {
          return Optional.empty();
        }
        case Fault.HangBefore(Duration silence) -> {
          Thread.sleep(silence);
          return Optional.empty();
        }
        case Fault.Refuse refuse -> {
          Reply reply = Reply.text(refuse.status(), refuse.body());
          refuse.headers().forEach(reply::with);
          return Optional.of(new Outcome(reply, false));
        }
        case Fault.Answer(WrongAnswer wrong, boolean done) -> {
          if (!done && !call.isRead()) {
            return Optional.of(wrong(call, passage, wrong, Optional.empty()));
          }
        }
        case Fault.DropAfter after -> {}
        case Fault.HangAfter after -> {}
        case Fault.After after -> {}
      }
    }
    Outcome outcome = answer(call, passage);
    for (Fault fault : faults) {
      if (fault instanceof Fault.After(Runnable happening)) {
        happening.run();
      } else if (fault instanceof Fault.HangAfter(Duration silence)) {
        Thread.sleep(silence);
        return Optional.empty();
      } else if (fault instanceof Fault.DropAfter) {
        return Optional.empty();
      } else if (fault instanceof Fault.Answer(WrongAnswer wrong, boolean done)) {
        return Optional.of(wrong(call, passage, wrong, Optional.of(outcome.reply())));
      }
    }
    return Optional.of(outcome);
  }

  private Outcome wrong(Call call, Gate.Passage passage, WrongAnswer wrong, Optional<Reply> right)
      throws IOException {
    return new Outcome(wrongReplies.to(call, passage.access(), wrong, right), false);
  }

  private Outcome answer(Call call, Gate.Passage passage) {
    Outcome outcome =
        passage
            .answered()
            .map(reply -> new Outcome(reply, false))
            .orElseGet(() -> fromEndpoint(call, passage.access()));
    gate.tell(passage, outcome.reply());
    return outcome;
  }

  private Outcome fromEndpoint(Call call, Access access) {
    try {
      Optional<Reply> reply = endpoints.answer(call, access);
      return new Outcome(reply.orElseGet(() -> Refusal.notFound().reply()), reply.isEmpty());
    } catch (Refusal refusal) {
      return new Outcome(refusal.reply(), false);
    } catch (IOException | RuntimeException e) {
      simulator.failed(call, e);
      return new Outcome(Refusal.of(500, "The simulator failed: " + e).reply(), false);
    }
  }

  private void record(RequestLog.Ticket ticket, Call call, Optional<Outcome> outcome) {
    Reply reply = outcome.map(Outcome::reply).orElseGet(() -> Reply.empty(Answer.DROPPED));
    byte[] body = reply.body();
    String text = new String(body, 0, Math.min(body.length, LONGEST_LOGGED), UTF_8);
    Answer answer =
        new Answer(
            reply.status(),
            reply.headers().getOrDefault("Content-Type", ""),
            text.replaceAll("\"ghs_[^\"]*\"", "\"ghs_REDACTED\""),
            Math.toIntExact(reply.size()),
            outcome.map(Outcome::unsupported).orElse(false));
    simulator
        .log()
        .add(
            ticket,
            new LoggedRequest(
                ticket.number(),
                call.method(),
                call.line(),
                call.text(),
                answer,
                new Timing(ticket.start(), System.nanoTime())));
  }

  /** With the headers that every answer has. */
  private Reply finished(Call call, Reply reply) {
    reply
        .with("Date", HTTP_DATE.format(clock.instant()))
        .with("X-GitHub-Request-Id", UUID.randomUUID().toString().toUpperCase(Locale.ROOT))
        .with("X-GitHub-Media-Type", "github.v3; format=json")
        .with("Cache-Control", "private, max-age=60, s-maxage=60");
    if (call.isRead() && reply.status() == 200) {
      reply.with("ETag", "W/\"" + hash(reply.body()) + "\"");
    }
    return reply;
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Outcome(Reply reply, boolean unsupported) {}
}
