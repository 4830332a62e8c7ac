package io.charttagger.local.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tags that the repository has already.
 *
 * @param before how many were there before the first push; the replay began with them
 * @param matches one for each tag that was made
 * @param onlyTheirs those on commits of the range that no tag that was made corresponds to
 */
public record TagsBeside(int before, List<TagMatch> matches, List<String> onlyTheirs) {
  public TagsBeside {
    matches = List.copyOf(matches);
    onlyTheirs = List.copyOf(onlyTheirs);
  }

  /** The form of most of the repository's own tags, if that is not the form of ours. */
  Optional<String> otherFormat() {
    Map<String, Long> formats =
        matches.stream()
            .flatMap(
                match ->
                    match.theirs().stream()
                        .filter(theirs -> !theirs.tag().equals(match.tag()))
                        .map(TagMatch.Theirs::format))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return formats.entrySet().stream()
        .filter(entry -> entry.getValue() * 2 > matches.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
