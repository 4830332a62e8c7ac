package io.charttagger.dispatch;

/**
 * The rules that a request must meet. Codes are stable, because alarms and scripts may match them.
 */
public enum Rule {
  /** The event has one of the three supported shapes. */
  EVENT_SHAPE(400, "event-shape"),
  /** A queue event holds exactly one message. */
  ONE_RECORD(400, "one-record"),
  /** The event, its body and {@code client_payload} are not too large. */
  TOO_LARGE(400, "too-large"),
  /** Text is UTF-8. */
  UTF_8(400, "utf-8"),
  /** A body that is declared as Base64 is valid Base64. */
  BASE64(400, "base64"),
  /** JSON has no repeated keys, trailing text or extreme depth. */
  JSON(400, "json"),
  /** The method is {@code POST}. */
  METHOD(400, "method"),
  /** The path is {@code /dispatch}. */
  PATH(400, "path"),
  /** Exactly one header declares the body as JSON. */
  CONTENT_TYPE(400, "content-type"),
  /** Every field of the dispatch that is required exists, and each has the right type. */
  FIELD(400, "field"),
  /** A request through API Gateway has the claims of a verified token. */
  CLAIMS(401, "claims"),
  /** The token was issued by GitHub Actions. */
  ISSUER(401, "issuer"),
  /** The token was issued for this function only. */
  AUDIENCE(401, "audience"),
  /** The token has not expired. */
  EXPIRY(401, "expiry"),
  /** The webhook's body is signed with the webhook secret. */
  SIGNATURE(401, "signature"),
  /** The webhook secret is set, because without it no signature can be verified. */
  WEBHOOK_SECRET(401, "webhook-secret"),
  /** The repository is on the allow list. */
  ALLOW_LIST(403, "allow-list"),
  /** The dispatch names the branch that is tagged. */
  BRANCH(403, "branch"),
  /** The workflow runs in the repository that the dispatch names. */
  REPOSITORY_CLAIM(403, "repository-claim"),
  /** The workflow runs on the branch that is tagged, or for the pull request of the preview. */
  REF_CLAIM(403, "ref-claim"),
  /**
   * The workflow was started by an event that only the repository itself, or someone with write
   * access to it, can cause, or by the end of another workflow; that of a preview by a pull
   * request.
   */
  EVENT_CLAIM(403, "event-claim"),
  /** A person asks for the action: directly, or by starting a workflow. */
  BY_HAND(403, "by-hand"),
  /** A preview is asked for by a workflow or directly, because a webhook gets no answer. */
  PREVIEW(403, "preview"),
  /** The workflow of a preview runs for a pull request into the branch that is tagged. */
  BASE_CLAIM(403, "base-claim"),
  /** The workflow of a preview runs on the commit that is to be previewed. */
  SHA_CLAIM(403, "sha-claim");

  private final int status;
  private final String code;

  Rule(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status when the rule is broken. */
  public int status() {
    return status;
  }

  /** The name in reports and logs. */
  public String code() {
    return code;
  }
}
