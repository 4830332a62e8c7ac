package io.charttagger.local.github;

/** Who is calling. */
sealed interface Access {

  /** Nobody in particular. */
  record Anonymous() implements Access {}

  /** The App itself, by its JWT. */
  record App(long id) implements Access {}

  /** The App as one of its installations. */
  record Installed(Token token) implements Access {
    @Override
    public String toString() {
      return "installation " + token.installation().id();
    }
  }

  /** Lets the caller at the repository, or refuses as GitHub does. */
  default void admit(SimulatedRepository repository, Need need, boolean read) {
    boolean open = !repository.isPrivate() && read;
    switch (this) {
      case Anonymous() -> {
        if (!open) {
          throw repository.isPrivate()
              ? Refusal.notFound()
              : Refusal.of(401, "Requires authentication");
        }
      }
      case App(long id) -> throw Refusal.of(401, "Bad credentials");
      case Installed(Token token) -> {
        if (!open) {
          admit(token, repository, need);
        }
      }
    }
    if (!read && repository.isArchived()) {
      throw Refusal.of(403, "Repository was archived so is read-only.");
    }
  }

  private static void admit(Token token, SimulatedRepository repository, Need need) {
    if (!token.covers(repository)) {
      throw repository.isPrivate() ? Refusal.notFound() : Refusal.notAllowed();
    }
    if (!token.allows(need)) {
      throw Refusal.notAllowed();
    }
  }
}
