package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An answer that is an error, in GitHub's form.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api">Troubleshooting
 *     the REST API</a>
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DOCUMENTATION = "https://docs.github.com/rest";

  private final transient Reply reply;

  private Refusal(Reply reply, String message) {
    super(message);
    this.reply = reply;
  }

  static Refusal of(int status, String message) {
    return new Refusal(Reply.json(status, body(status, message)), message);
  }

  static Refusal notFound() {
    return of(404, "Not Found");
  }

  static Refusal notAllowed() {
    return of(403, "Resource not accessible by integration");
  }

  /** 422 with the reason as the message itself. */
  static Refusal unprocessable(String message) {
    return of(422, message);
  }

  /** 422 with the reason in the list of errors. */
  static Refusal invalid(ObjectNode... errors) {
    ObjectNode body = body(422, "Validation Failed");
    body.set("errors", Json.array(List.of(errors)));
    return new Refusal(Reply.json(422, body), "Validation Failed");
  }

  /** One entry of the list of errors: a field that is {@code invalid}, {@code missing_field}, …. */
  static ObjectNode field(String resource, String field, String code) {
    return Json.object("resource", resource, "field", field, "code", code);
  }

  /** One entry of the list of errors that carries a sentence. */
  static ObjectNode custom(String resource, String message) {
    return Json.object("resource", resource, "code", "custom", "message", message);
  }

  Reply reply() {
    return reply;
  }

  private static ObjectNode body(int status, String message) {
    return Json.object(
        "message", message, "documentation_url", DOCUMENTATION, "status", Integer.toString(status));
  }
}
