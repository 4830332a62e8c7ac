package io.charttagger.github.auth;

/** The tokens of one repository, as its requests need them. */
public interface TokenProvider {

  /** A token that stays valid for some minutes. */
  Token token();

  /** GitHub refused this one: the next {@link #token} is a new one. */
  void refused(Token token);

  /**
   * Lets the next {@link #token} write workflow files, too, which a ref on a commit that changes
   * them may need. False when the App may not.
   */
  boolean widen();
}
