package io.charttagger.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A function for the tests of {@link LambdaHost}: does as the event says. */
public final class EchoHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    switch (event) {
      case "\"throw\"" -> throw new IllegalArgumentException("as told");
      case "\"exit\"" -> Runtime.getRuntime().halt(3);
      case "\"sleep\"" -> LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
      default -> {
        System.out.println("heard " + event);
        String answer =
            "{\"event\":%s,\"left\":%d,\"home\":\"%s\",\"setting\":\"%s\"}"
                .formatted(
                    event,
                    context.getRemainingTimeInMillis(),
                    System.getenv().getOrDefault("HOME", ""),
                    System.getenv().getOrDefault("SETTING", ""));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
