package io.charttagger.warmup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers to all requests of a dispatch, in the file {@code dispatch.json}: the first that fits
 * a request is its answer. In that push two charts got a new version, one with a changelog.
 */
final class CannedAnswers {
  private final List<CannedAnswer> left;

  private CannedAnswers(List<CannedAnswer> left) {
    this.left = left;
  }

  /** With that secret in Secrets Manager. */
  static CannedAnswers with(String secret) throws IOException {
    List<CannedAnswer> answers = new ArrayList<>();
    for (JsonNode answer : JsonMapper.builder().build().readTree(Resources.read("dispatch.json"))) {
      answers.add(CannedAnswer.of(answer));
    }
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Name", "app")
            .put("SecretString", secret)
            .put("CreatedDate", 1.7e9)
            .toString();
    answers.add(new CannedAnswer("POST / secretsmanager.GetSecretValue", "", 200, body));
    return new CannedAnswers(answers);
  }

  synchronized CannedAnswer to(HttpRequest request) {
    for (CannedAnswer answer : left) {
      if (answer.fits(request)) {
        return answer;
      }
    }
    return CannedAnswer.missing(request);
  }
}
