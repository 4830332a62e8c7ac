package io.charttagger.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How often each outcome and each warning came, what it means and what to do. */
final class Outcomes {
  private static final int EXAMPLES = 3;
  private static final int MOST_FAILURES = 50;
  private static final int LONGEST = 400;

  private final ReplayStory story;
  private final Links links;

  Outcomes(ReplayStory story, Links links) {
    this.story = story;
    this.links = links;
  }

  /** An example of something, with the commit that it is at. */
  private record Example(String commit, String text) {}

  Part outcomes() {
    Map<String, List<Example>> runs = new LinkedHashMap<>();
    story.pushes().forEach(push -> put(runs, push.run().outcome(), new Example(push.commit(), "")));
    Map<String, List<Example>> charts = new LinkedHashMap<>();
    story
        .charts()
        .forEach(
            chart ->
                put(
                    charts,
                    chart.path("outcome").asText(),
                    new Example(chart.path("commit").asText(), "")));
    return new Part(
        "outcomes",
        "Outcomes",
        Element.of(
            "div",
            table("Pushes", runs, Glossary::run),
            table("Charts of these pushes", charts, Glossary::chart)));
  }

  Part failures() {
    List<Element> lines = new ArrayList<>();
    for (PushStory push : story.pushes().reversed()) {
      if (push.run().hasFailed()) {
        lines.addAll(failures(push));
      }
    }
    Element body = Element.of("div");
    if (lines.isEmpty()) {
      body.add(Element.of("p", "No push would have failed."));
    } else {
      Element list = Element.of("ul").as("charts");
      lines.stream().limit(MOST_FAILURES).forEach(list::add);
      body.add(list);
    }
    if (lines.size() > MOST_FAILURES) {
      body.add(
          Element.of(
              "p",
              "%d more are in the list of pushes below.".formatted(lines.size() - MOST_FAILURES)));
    }
    return new Part("failures", "What would have failed", body);
  }

  Part warnings() {
    Map<String, List<Example>> codes = new LinkedHashMap<>();
    for (PushStory push : story.pushes().reversed()) {
      push.run()
          .warnings()
          .forEach(
              warning ->
                  put(
                      codes,
                      warning.path("code").asText(),
                      new Example(push.commit(), warning.path("message").asText())));
    }
    Element body = Element.of("div");
    if (codes.isEmpty()) {
      body.add(Element.of("p", "There was none."));
    } else {
      body.add(
          Element.of("p", "A warning fails nothing. Some need somebody's act."),
          table("Warnings by kind", codes, Glossary::warning));
    }
    return new Part("warnings", "Warnings", body);
  }

  /** Each message once: two charts that are in each other's way have the same one. */
  private List<Element> failures(PushStory push) {
    Map<String, Term> failures = new LinkedHashMap<>();
    String message = push.run().report().path("message").asText();
    List<JsonNode> charts =
        push.run().charts().stream()
            .filter(chart -> ReplayStory.isFailing(chart.path("outcome").asText()))
            .toList();
    Term run = Glossary.run(push.run().outcome());
    if (!message.isEmpty() || charts.isEmpty()) {
      failures.put(message.isEmpty() ? run.meaning() : message, run);
    }
    for (JsonNode chart : charts) {
      failures.putIfAbsent(named(chart), Glossary.chart(chart.path("outcome").asText()));
    }
    return failures.entrySet().stream()
        .map(failure -> failure(push, failure.getValue(), failure.getKey()))
        .toList();
  }

  /** A chart's message, which may name the tag itself. */
  private static String named(JsonNode chart) {
    String subject = chart.path("tag").asText(chart.path("directory").asText());
    String message = chart.path("message").asText();
    return message.startsWith(subject) ? message : subject + ": " + message;
  }

  /** The message says itself what to do. */
  private Element failure(PushStory push, Term term, String message) {
    return Element.of("li")
        .add(
            Element.of(
                    "p",
                    Timeline.badge(term),
                    Timeline.time(push.when()),
                    links.commit(push.commit()),
                    Element.of("span", HtmlText.message(message, LONGEST)).as("message"))
                .as("facts"));
  }

  private static Element remedy(Term term) {
    return Element.of("p", Element.of("strong", "What to do: ")).text(term.remedy() + ".");
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private Element table(
      String caption, Map<String, List<Example>> found, Function<String, Term> terms) {
    String kind = caption.startsWith("Warnings") ? "Warning" : "Outcome";
    Element body = Element.of("tbody");
    found.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue(Outcomes::bySize)))
        .forEach(entry -> body.add(row(terms.apply(entry.getKey()), entry.getValue())));
    return Element.of("table")
        .add(
            Element.of("caption", caption),
            Element.of(
                "thead",
                Element.of(
                    "tr",
                    head(kind),
                    head("Count").as("count"),
                    head("What it means, what to do"))),
            body);
  }

  private Element row(Term term, List<Example> examples) {
    Element meaning = Element.of("td");
    if (!term.meaning().isEmpty()) {
      meaning.add(Element.of("p", sentence(term.meaning())));
    }
    if (!term.remedy().isEmpty()) {
      meaning.add(remedy(term));
    }
    List<Example> told = examples.stream().filter(it -> !it.text().isEmpty()).toList();
    if (!told.isEmpty()) {
      Element list = Element.of("ul");
      told.stream()
          .limit(EXAMPLES)
          .forEach(
              example ->
                  list.add(
                      Element.of("li", links.commit(example.commit()))
                          .text(" " + HtmlText.message(example.text(), LONGEST))));
      meaning.add(
          Element.of(
              "details",
              Element.of("summary", told.size() == 1 ? "The message" : "Examples"),
              list));
    }
    return Element.of("tr")
        .add(
            Element.of("th", Timeline.badge(term)).with("scope", "row"),
            Element.of("td", String.valueOf(examples.size())).as("count"),
            meaning);
  }

  private static Element head(String text) {
    return Element.of("th", text).with("scope", "col");
  }

  private static int bySize(List<Example> one, List<Example> other) {
    return Integer.compare(one.size(), other.size());
  }

  private static void put(Map<String, List<Example>> map, String word, Example example) {
    map.computeIfAbsent(word, any -> new ArrayList<>()).add(example);
  }
}
