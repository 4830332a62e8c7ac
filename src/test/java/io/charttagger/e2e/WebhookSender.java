package io.charttagger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.log.TestLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** GitHub, as it delivers an App's webhooks. */
record WebhookSender(FrontGate gate, HttpClient http) {

  /** Delivers a push that is signed with the App's webhook secret. */
  int push(JsonNode push, AppSecret app) throws IOException, InterruptedException {
    return deliver("push", push.toString(), app.signature(push.toString()));
  }

  /** Delivers anything and waits until the function is done with it. */
  int deliver(String event, String body, String signature)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gate.url() + "/webhook"))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (TestLog.shared().secretIn(answer.body()).isPresent()) {
      throw new AssertionError("the answer shows a secret");
    }
    gate.queue().awaitEmpty();
    return answer.statusCode();
  }
}
