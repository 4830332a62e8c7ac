package io.charttagger.bench;

/**
 * What a repository holds before the push that is measured.
 *
 * @param charts how many, each with a tag for its version
 * @param commits on main since those tags, each to one chart that the push does not raise
 * @param oldTags of versions before those, shared out among the charts
 */
record Shape(Layout layout, int charts, int commits, int oldTags) {

  static Shape of(Layout layout, int charts) {
    return new Shape(layout, charts, 0, 0);
  }

  Shape withCommits(int count) {
    return new Shape(layout, charts, count, oldTags);
  }

  Shape withOldTags(int count) {
    return new Shape(layout, charts, commits, count);
  }
}
