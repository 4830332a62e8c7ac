package io.charttagger.local.page;

import io.charttagger.local.page.TagMatch.Agreement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the tags that were made agree with those that the repository has already. */
final class Agreements {
  private static final int MOST = 5;

  private final TagsBeside tags;
  private final Links links;

  Agreements(TagsBeside tags, Links links) {
    this.tags = tags;
    this.links = links;
  }

  Part part() {
    Element body =
        Element.of(
            "div",
            Element.of(
                "p",
                "The replay began with the %s that were there before its first push. Each tag that"
                        .formatted(Numbers.counted(tags.before(), "tag", "tags"))
                    + " it made is compared with the repository's own tag of the same chart and"
                    + " version, whatever that one's form."));
    Map<Agreement, List<TagMatch>> groups =
        tags.matches().stream()
            .collect(
                Collectors.groupingBy(
                    TagMatch::agreement,
                    () -> new EnumMap<>(Agreement.class),
                    Collectors.toList()));
    Element rows = Element.of("tbody");
    groups.forEach((agreement, matches) -> rows.add(row(agreement, matches)));
    if (!groups.isEmpty()) {
      body.add(
          Element.of("table")
              .add(
                  Element.of("caption", "Tags made, beside the repository's own"),
                  Element.of(
                      "thead",
                      Element.of(
                          "tr",
                          head("The repository's tag is"),
                          head("Count").as("count"),
                          head("Which"))),
                  rows));
    }
    if (!tags.onlyTheirs().isEmpty()) {
      body.add(
          Element.of(
              "p",
              "%s of this range that Chart Tagger would not have made: %s."
                  .formatted(
                      Numbers.counted(tags.onlyTheirs().size(), "tag", "tags"),
                      listed(tags.onlyTheirs()))));
    }
    return new Part("tags", "Tags that the repository has already", body);
  }

  private Element row(Agreement agreement, List<TagMatch> matches) {
    Element which = Element.of("td");
    if (agreement == Agreement.NONE) {
      which.text(listed(matches.stream().map(TagMatch::tag).toList()));
    } else if (agreement == Agreement.SAME_COMMIT) {
      which.text("such as ").add(both(matches.getLast()));
    } else {
      Element list = Element.of("ul");
      matches.reversed().stream()
          .limit(MOST)
          .forEach(match -> list.add(Element.of("li", both(match))));
      if (matches.size() > MOST) {
        list.add(Element.of("li", "and %d more".formatted(matches.size() - MOST)));
      }
      which.add(list);
    }
    return Element.of("tr")
        .add(
            Element.of("th", Timeline.badge(term(agreement))).with("scope", "row"),
            Element.of("td", String.valueOf(matches.size())).as("count"),
            which);
  }

  private Element both(TagMatch match) {
    Element line = Element.of("span", Element.of("code", match.tag()));
    line.text(" on ").add(links.commit(match.commit()));
    match
        .theirs()
        .filter(
            theirs ->
                !theirs.tag().equals(match.tag()) || match.agreement() != Agreement.SAME_COMMIT)
        .ifPresent(
            theirs ->
                line.text("; theirs is ")
                    .add(Element.of("code", theirs.tag()))
                    .text(" on ")
                    .add(links.commit(theirs.commit())));
    return line;
  }

  private static Term term(Agreement agreement) {
    return switch (agreement) {
      case SAME_COMMIT -> new Term("on the same commit", Term.Tone.GOOD, "", "");
      case SAME_CHART -> new Term("on another commit, same chart", Term.Tone.GOOD, "", "");
      case DIFFERENT -> new Term("on another commit, other content", Term.Tone.WARNING, "", "");
      case NONE -> new Term("missing", Term.Tone.QUIET, "", "");
    };
  }

  private static String listed(List<String> names) {
    String listed = names.reversed().stream().limit(MOST).collect(Collectors.joining(", "));
    return names.size() > MOST ? "%s and %d more".formatted(listed, names.size() - MOST) : listed;
  }

  private static Element head(String text) {
    return Element.of("th", text).with("scope", "col");
  }
}
