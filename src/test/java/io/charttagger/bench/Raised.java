package io.charttagger.bench;

/** So many charts raised in one merge. */
record Raised(Layout layout, int charts) {

  /** In words, for a table. */
  String words() {
    return "N = %d, %s".formatted(charts, layout.words());
  }

  /** A repository that holds them, and some more when they are few. */
  Shape shape() {
    return Shape.of(layout, Math.max(charts, 20));
  }
}
