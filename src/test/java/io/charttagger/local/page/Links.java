package io.charttagger.local.page;

/** What of a repository has a page on the web, where the repository has one. */
final class Links {
  private final RepositoryLine repository;

  Links(RepositoryLine repository) {
    this.repository = repository;
  }

  Element name() {
    return to("", repository.name());
  }

  Element commit(String sha) {
    return to("/commit/" + sha, sha.substring(0, 7)).as("sha");
  }

  Element pullRequest(int number) {
    return to("/pull/" + number, "#" + number);
  }

  /** A link, or the text alone. */
  private Element to(String path, String text) {
    return repository
        .address()
        .map(address -> Element.of("a", text).with("href", address + path))
        .orElseGet(() -> Element.of("span", text));
  }
}
