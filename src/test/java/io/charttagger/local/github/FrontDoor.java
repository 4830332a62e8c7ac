package io.charttagger.local.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.charttagger.local.github.LoggedRequest.Answer;
import io.charttagger.local.github.LoggedRequest.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/** What every request passes: the log, the faults, the latency, the limits. */
final class FrontDoor implements HttpHandler {
  private static final System.Logger LOGGER = System.getLogger(FrontDoor.class.getName());

  private final GitHubSimulator simulator;
  private final Endpoints endpoints;
  private final Gate gate;

  FrontDoor(GitHubSimulator simulator, Hosting hosting) {
    this.simulator = simulator;
    this.endpoints = new Endpoints(hosting, simulator.url());
    this.gate = new Gate(new Credentials(hosting), simulator.limits());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RequestLog.Ticket ticket = simulator.log().arrive();
    try (exchange) {
      Call call = Call.read(exchange);
      List<Fault> faults =
          simulator.faults().take(new Faults.Arrival(ticket.number(), call.method(), call.line()));
      Optional<Outcome> outcome = inItsTime(call, faults);
      record(ticket, call, outcome);
      if (outcome.isPresent()) {
        send(exchange, call, outcome.get().reply());
      }
    } catch (InterruptedException e) {
      // The simulator is being closed: the connection goes with it.
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Outcome> inItsTime(Call call, List<Fault> faults) throws InterruptedException {
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
      throws InterruptedException {
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
      }
    }
    return Optional.of(outcome);
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
      LOGGER.log(System.Logger.Level.ERROR, "the simulator failed at " + call.line(), e);
      return new Outcome(Refusal.of(500, "The simulator failed: " + e).reply(), false);
    }
  }

  private void record(RequestLog.Ticket ticket, Call call, Optional<Outcome> outcome) {
    byte[] body = outcome.map(known -> known.reply().body()).orElse(new byte[0]);
    String text = new String(body, StandardCharsets.UTF_8);
    Answer answer =
        new Answer(
            outcome.map(known -> known.reply().status()).orElse(Answer.DROPPED),
            outcome
                .map(known -> known.reply().headers().getOrDefault("Content-Type", ""))
                .orElse(""),
            text.replaceAll("\"ghs_[^\"]*\"", "\"ghs_REDACTED\""),
            body.length,
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

  private static void send(HttpExchange exchange, Call call, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange
        .getResponseHeaders()
        .set("X-GitHub-Request-Id", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
    exchange.getResponseHeaders().set("X-GitHub-Media-Type", "github.v3; format=json");
    exchange.getResponseHeaders().set("Cache-Control", "private, max-age=60, s-maxage=60");
    if (call.isRead() && reply.status() == 200) {
      String tag =
          "W/\"%s\""
              .formatted(
                  new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, reply.body()).name());
      exchange.getResponseHeaders().set("ETag", tag);
    }
    if (reply.body().length == 0) {
      exchange.sendResponseHeaders(reply.status(), -1);
    } else {
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private record Outcome(Reply reply, boolean unsupported) {}
}
