package io.charttagger.dispatch;

/**
 * The rules of the front door. Codes are stable: alarms and the callers' scripts may match them.
 */
public enum Rule {
  /** The event is none of the three shapes that are read. */
  EVENT_SHAPE(400, "event-shape"),
  /** A queue event holds exactly one message. */
  ONE_RECORD(400, "one-record"),
  /** Sizes: the whole event, its body, {@code client_payload}. */
  TOO_LARGE(400, "too-large"),
  /** Text is UTF-8. */
  UTF_8(400, "utf-8"),
  /** A body said to be Base64 is. */
  BASE64(400, "base64"),
  /** JSON without repeated keys, trailing text or extreme depth. */
  JSON(400, "json"),
  /** Only {@code POST} is answered. */
  METHOD(400, "method"),
  /** Only {@code /dispatch} is answered. */
  PATH(400, "path"),
  /** The body is announced as JSON, once. */
  CONTENT_TYPE(400, "content-type"),
  /** A field of the dispatch is missing or of the wrong kind. */
  FIELD(400, "field"),
  /** The request came through API Gateway without the claims of a checked token. */
  CLAIMS(401, "claims"),
  /** The token was issued by GitHub Actions. */
  ISSUER(401, "issuer"),
  /** The token was made for this function alone. */
  AUDIENCE(401, "audience"),
  /** The token has not run out. */
  EXPIRY(401, "expiry"),
  /** The webhook's body is signed with the webhook secret. */
  SIGNATURE(401, "signature"),
  /** The webhook secret is set: without it no signature can be right. */
  WEBHOOK_SECRET(401, "webhook-secret"),
  /** The repository is on the allow list. */
  ALLOW_LIST(403, "allow-list"),
  /** The dispatch speaks of the branch that is tagged. */
  BRANCH(403, "branch"),
  /** The workflow runs in the repository that the dispatch names. */
  REPOSITORY_CLAIM(403, "repository-claim"),
  /** The workflow runs on the branch that is tagged. */
  REF_CLAIM(403, "ref-claim"),
  /** The workflow was started by an event that only the repository's own writers cause. */
  EVENT_CLAIM(403, "event-claim");

  private final int status;
  private final String code;

  Rule(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status that answers a breach. */
  public int status() {
    return status;
  }

  /** The name in reports and logs. */
  public String code() {
    return code;
  }
}
