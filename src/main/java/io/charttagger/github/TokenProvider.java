package io.charttagger.github;

/** The tokens of one repository, as its requests need them. */
interface TokenProvider {

  /** A token that is good for some minutes yet. */
  Token token();

  /** GitHub refused this one: the next {@link #token} is a new one. */
  void refused(Token token);
}
