package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tags that do not exist yet, and count as if they did for a later merge: its notes and its
 * conflicts must be the same whenever the missing ones are made.
 *
 * @param planned the tags that earlier merges of the same window bring
 * @param owed the tags that are still missing on commits before the window
 */
record EarlierTags(Map<TagName, CommitSha> planned, Map<TagName, CommitSha> owed) {
  EarlierTags {
    planned = Map.copyOf(planned);
    owed = Map.copyOf(owed);
  }

  /** The commit that the tag will point at. */
  Optional<CommitSha> commit(TagName tag) {
    return Optional.ofNullable(owed.get(tag)).or(() -> Optional.ofNullable(planned.get(tag)));
  }

  Set<TagName> names() {
    return Stream.concat(planned.keySet().stream(), owed.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
