package io.charttagger.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every push, newest first, with its tags; what it shows is chosen without any script. */
final class Timeline {
  private static final int MOST = 500;
  // A page with more text of tags than this is slow to open.
  private static final int MOST_ANNOTATIONS = 2_000_000;
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_MESSAGE = 1_000;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final ReplayStory story;
  private final Links links;
  private int annotations;

  Timeline(ReplayStory story, Links links) {
    this.story = story;
    this.links = links;
  }

  /** Which pushes can be looked at alone. */
  private enum Choice {
    ALL("All"),
    TAGGED("With new tags"),
    FAILED("Failed"),
    WARNED("With warnings"),
    QUIET("Without new tags");

    private final String label;

    Choice(String label) {
      this.label = label;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean holds(PushStory push) {
      boolean tagged = push.run().charts().stream().anyMatch(ReplayStory::isMade);
      return switch (this) {
        case ALL -> true;
        case TAGGED -> tagged;
        case FAILED -> push.run().hasFailed();
        case WARNED -> !push.run().warnings().isEmpty();
        case QUIET -> !tagged;
      };
    }
  }

  Part part() {
    List<PushStory> newest = story.pushes().reversed();
    List<PushStory> shown = newest.subList(0, Math.min(MOST, newest.size()));
    Element body = Element.of("div");
    body.add(choices(shown));
    Element list = Element.of("ol").as("pushes").with("reversed", "reversed");
    shown.forEach(push -> list.add(push(push)));
    body.add(list);
    if (shown.size() < newest.size()) {
      body.add(
          Element.of(
              "p",
              "%d older pushes are left out here; they are in %s."
                  .formatted(newest.size() - shown.size(), story.traces().list())));
    }
    return new Part("timeline", "Every push, newest first", body);
  }

  private static Element choices(List<PushStory> pushes) {
    Element choices = Element.of("fieldset", Element.of("legend", "Show"));
    for (Choice choice : Choice.values()) {
      long count = pushes.stream().filter(choice::holds).count();
      Element button =
          Element.of("input")
              .with("type", "radio")
              .with("name", "show")
              .with("id", "show-" + choice.word());
      if (choice == Choice.ALL) {
        button.with("checked", "checked");
      }
      if (count == 0) {
        button.with("disabled", "disabled");
      }
      choices.add(
          Element.of(
                  "span",
                  button,
                  Element.of("label", "%s (%d)".formatted(choice.label, count))
                      .with("for", "show-" + choice.word()))
              .as("choice"));
    }
    return choices;
  }

  private Element push(PushStory push) {
    List<String> classes = new ArrayList<>(List.of("push"));
    for (Choice choice : Choice.values()) {
      if (choice.holds(push)) {
        classes.add(choice.word());
      }
    }
    Term outcome = Glossary.run(push.run().outcome());
    Element item =
        Element.of("li")
            .as(String.join(" ", classes))
            .add(
                Element.of("h3", HtmlText.cut(push.subject(), LONGEST_SUBJECT)),
                Element.of("p")
                    .as("facts")
                    .add(
                        badge(outcome).with("title", outcome.meaning()),
                        time(push.when()),
                        links.commit(push.commit()),
                        Element.of(
                            "span",
                            "%d calls, %d ms".formatted(push.calls(), push.took().toMillis()))));
    String message = push.run().report().path("message").asText();
    if (!message.isEmpty()) {
      item.add(message(message).as("message"));
    }
    if (!push.run().charts().isEmpty()) {
      Element charts = Element.of("ul").as("charts");
      push.run().charts().forEach(chart -> charts.add(chart(push, chart)));
      item.add(charts);
    }
    List<JsonNode> warnings = warnings(push);
    if (!warnings.isEmpty()) {
      item.add(
          Element.of("ul").as("warnings").add(warnings.stream().map(Timeline::warning).toList()));
    }
    return item;
  }

  /** Those that no line of a chart has said. */
  private static List<JsonNode> warnings(PushStory push) {
    Set<String> said =
        push.run().charts().stream()
            .map(chart -> chart.path("message").asText())
            .collect(Collectors.toSet());
    return push.run().warnings().stream()
        .filter(warning -> !said.contains(warning.path("message").asText()))
        .toList();
  }

  private Element chart(PushStory push, JsonNode chart) {
    String word = chart.path("outcome").asText();
    Element line = Element.of("p").as("facts").add(badge(Glossary.chart(word)));
    line.add(Element.of("strong", HtmlText.cut(name(chart), LONGEST_SUBJECT)));
    if (chart.has("version")) {
      line.add(Element.of("span", chart.path("version").asText()));
    }
    if (chart.has("tagObject")) {
      line.add(
          Element.of("span", "→").with("aria-label", "tag"),
          Element.of("code", chart.path("tag").asText()));
    }
    source(chart).ifPresent(line::add);
    if (!chart.path("commit").asText().equals(push.commit())) {
      line.add(Element.of("span", "on"), links.commit(chart.path("commit").asText()));
    }
    line.add(message(chart.path("message").asText()));
    Element item = Element.of("li", line);
    Optional.ofNullable(push.annotations().get(chart.path("tag").asText()))
        .filter(annotation -> ReplayStory.isMade(chart))
        .ifPresent(annotation -> item.add(annotation(chart.path("tag").asText(), annotation)));
    return item;
  }

  private static String name(JsonNode chart) {
    String name = chart.path("name").asText();
    return name.isEmpty() ? chart.path("directory").asText() : name;
  }

  private Optional<Element> source(JsonNode chart) {
    return chart.has("sourcePullRequest")
        ? Optional.of(links.pullRequest(chart.path("sourcePullRequest").asInt()))
        : Optional.empty();
  }

  /** What git shows of a tag, below its header. */
  private Element annotation(String tag, Annotation annotation) {
    Element details = Element.of("details", Element.of("summary", "What tag " + tag + " says"));
    String command = story.traces().show().replace("TAG", ShellWord.of(tag));
    if (annotations + annotation.text().length() > MOST_ANNOTATIONS) {
      return details.add(
          Element.of("p", "It is left out, for this page would grow too large. To see it: "),
          Element.of("pre", command));
    }
    annotations += annotation.text().length();
    details.add(Element.of("pre", annotation.text()).with("tabindex", "0"));
    if (annotation.left() > 0) {
      details.add(
          Element.of(
              "p",
              "Cut here: %,d more characters are in the tag. To see it all: "
                  .formatted(annotation.left())),
          Element.of("pre", command));
    }
    return details;
  }

  private static Element warning(JsonNode warning) {
    Element line = Element.of("p").as("facts");
    line.add(badge(Glossary.warning(warning.path("code").asText())));
    String chart = warning.path("chart").asText();
    if (!chart.isEmpty()) {
      line.add(Element.of("strong", HtmlText.cut(chart, LONGEST_SUBJECT)));
    }
    return Element.of("li", line.add(message(warning.path("message").asText())));
  }

  private static Element message(String message) {
    return Element.of("span", HtmlText.message(message, LONGEST_MESSAGE)).as("message");
  }

  /** The word of an outcome or a warning. */
  static Element badge(Term term) {
    return term.badge().as("badge " + term.tone().name().toLowerCase(Locale.ROOT));
  }

  /** A time of day, in UTC. */
  static Element time(Instant when) {
    return Element.of("time", WHEN.format(when) + " UTC").with("datetime", when.toString());
  }
}
