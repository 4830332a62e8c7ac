package io.charttagger.port;

/** What came of creating a ref. */
public sealed interface RefCreation {
  /** It was created. */
  record Created() implements RefCreation {}

  /**
   * The forge refused because the object, or the repository, is not known yet: its replicas lag.
   *
   * @param words what the forge said
   */
  record NotYet(String words) implements RefCreation {}

  /** A ref of that name exists; what it points at is to be read. */
  record Exists() implements RefCreation {}

  /**
   * The forge refused.
   *
   * @param ref the ref
   * @param status the HTTP status
   * @param words what the forge said
   */
  record Refused(String ref, int status, String words) implements RefCreation {}
}
