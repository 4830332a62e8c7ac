package io.charttagger.local.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.charttagger.port.Sleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AWS endpoint on this machine, with a log of its calls, that can be made to fail: it stands in
 * front of a service and refuses, drops or delays the calls that a rule picks. It always refuses
 * those that the function's role does not allow.
 */
public final class AwsFaults implements AutoCloseable {
  private static final FunctionRole ROLE = FunctionRole.ofTemplate();
  private static final Pattern RESOURCE =
      Pattern.compile("\"(?:TableName|SecretId)\":\"([^\"]*)\"");

  private final Service service;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> invocations = new HashSet<>();

  /** Starts at a free port. */
  AwsFaults(Service service) throws IOException {
    this.service = service;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What stands behind: gives the answer, with effect. */
  @FunctionalInterface
  interface Service {
    Reply answer(Request request) throws IOException;
  }

  /** A request as it came. */
  record Request(String operation, Headers headers, String body) {
    /** As a policy names it, such as {@code dynamodb:GetItem}. */
    private String action() {
      String target = Optional.ofNullable(headers.getFirst("X-Amz-Target")).orElse("");
      // The service is followed by the version of its API, or by none.
      String service = target.replaceFirst("[_.].*", "").toLowerCase(Locale.ROOT);
      return service + ":" + operation;
    }
  }

  /** An answer in AWS's JSON protocol. */
  record Reply(int status, String body) {
    /** An error as AWS words it. */
    static Reply error(int status, String code) {
      return new Reply(
          status, "{\"__type\":\"" + code + "\",\"message\":\"as the test wants it\"}");
    }
  }

  /**
   * One call.
   *
   * @param number counts from 1
   * @param operation such as {@code UpdateItem}
   * @param resource the name of the table, or the name or ARN of the secret
   */
  public record Call(int number, String operation, String resource) {}

  /** What can go wrong. */
  public sealed interface Fault {
    /** Answers with this status and error code, without effect. */
    record Refuse(int status, String code) implements Fault {}

    /** Runs the action, then drops the connection; the service never learns of the call. */
    record DropBefore(Runnable action) implements Fault {}

    /** Lets the service do it, runs the action, then drops the connection without an answer. */
    record DropAfter(Runnable action) implements Fault {}

    /** Silence for so long, then drops the connection; the service never learns of the call. */
    record HangBefore(Duration silence) implements Fault {}

    /** Lets the service do it; then silence for so long, and drops the connection. */
    record HangAfter(Duration silence) implements Fault {}

    /** Lets the service do it, but only after this time. */
    record Delay(Duration time) implements Fault {}

    /** AWS asks to slow down. */
    static Fault throttled() {
      return new Refuse(400, "ThrottlingException");
    }

    /** The role lacks the permission. */
    static Fault denied() {
      return new Refuse(400, "AccessDeniedException");
    }

    /** AWS is down. */
    static Fault down() {
      return new Refuse(500, "InternalServerError");
    }

    /** The call never arrives. */
    static Fault dropBefore() {
      return new DropBefore(() -> {});
    }

    /** The call arrives, its answer does not. */
    static Fault dropAfter() {
      return new DropAfter(() -> {});
    }
  }

  private record Rule(Predicate<Call> which, Fault fault) {}

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on the calls that fit meet this fault; the first rule that fits decides. */
  public void when(Predicate<Call> which, Fault fault) {
    rules.add(new Rule(which, fault));
  }

  /** No more faults. */
  public void mend() {
    rules.clear();
  }

  /** The calls so far, in the order of their arrival. */
  public List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /**
   * How often something was asked, each time counted once, however often the SDK tried: on a busy
   * machine it gives up an attempt that would have come to its end.
   */
  public int asked() {
    synchronized (calls) {
      return invocations.size();
    }
  }

  /** Empties the log; the next call is number 1 again. */
  public void forgetCalls() {
    synchronized (calls) {
      calls.clear();
      invocations.clear();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
      String operation = target.substring(target.lastIndexOf('.') + 1);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Request request = new Request(operation, exchange.getRequestHeaders(), body);
      Optional<Fault> fault = faultFor(log(request));
      Optional<Reply> reply =
          fault.isEmpty() ? Optional.of(allowed(request)) : spoilt(fault.get(), request);
      if (reply.isPresent()) {
        send(exchange, reply.get());
      }
      // Closing the exchange without an answer drops the connection.
    }
  }

  private Reply allowed(Request request) throws IOException {
    return ROLE.allows(request.action())
        ? service.answer(request)
        : Reply.error(400, "AccessDeniedException");
  }

  private static String resourceIn(String body) {
    Matcher matcher = RESOURCE.matcher(body);
    return matcher.find() ? matcher.group(1) : "";
  }

  private Call log(Request request) {
    String resource = resourceIn(request.body());
    synchronized (calls) {
      Call call = new Call(calls.size() + 1, request.operation(), resource);
      calls.add(call);
      invocations.add(
          Optional.ofNullable(request.headers().getFirst("amz-sdk-invocation-id"))
              .orElse("call " + call.number()));
      return call;
    }
  }

  private Optional<Fault> faultFor(Call call) {
    return rules.stream().filter(rule -> rule.which().test(call)).map(Rule::fault).findFirst();
  }

  private Optional<Reply> spoilt(Fault fault, Request request) throws IOException {
    return switch (fault) {
      case Fault.Refuse(int status, String code) -> Optional.of(Reply.error(status, code));
      case Fault.DropBefore(Runnable action) -> {
        action.run();
        yield Optional.empty();
      }
      case Fault.DropAfter(Runnable action) -> {
        allowed(request);
        action.run();
        yield Optional.empty();
      }
      case Fault.HangBefore(Duration silence) -> {
        Sleeper.ASLEEP.pause(silence);
        yield Optional.empty();
      }
      case Fault.HangAfter(Duration silence) -> {
        allowed(request);
        Sleeper.ASLEEP.pause(silence);
        yield Optional.empty();
      }
      case Fault.Delay(Duration time) -> {
        Sleeper.ASLEEP.pause(time);
        yield Optional.of(allowed(request));
      }
    };
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().set("x-amzn-RequestId", "local");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
