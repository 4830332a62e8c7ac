package io.charttagger.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.Run;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of a replay: what it says, and what it can never do. */
final class ReplayPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOSTILE =
      "</script></pre><img src=x onerror=alert(1)><!-- ]]> &#60; \" ' \u202E\u2066 \u0000\uFFFE \uD83D";
  private static final String SHA = "a".repeat(40);

  private static final List<String> LOADING_ELEMENTS =
      List.of(
          "script", "link", "img", "iframe", "object", "embed", "base", "form", "audio", "video");
  private static final List<String> LOADING_ATTRIBUTES =
      List.of("src", "href", "srcset", "data", "action", "style", "poster");

  private final List<PushStory> pushes = new ArrayList<>();
  private String address = "https://github.com/acme/charts";
  private TagsBeside tags = new TagsBeside(3, List.of(), List.of());

  @Test
  void saysAtTheTopWhatWouldHaveBeenTaggedAndHowMuchWasLookedAt() {
    push("1", report("tagged", chart("created", "alpha")));
    push("2", report("nothing-to-tag"));
    push("3", report("failed", chart("conflict", "beta")));

    assertThat(text(page()))
        .contains(
            "Chart Tagger on acme/charts",
            "2026-10-01 to 2026-10-01: the last 3 pushes to main that changed a chart (5 merges),"
                + " among 9 commits on main.",
            "Chart Tagger would have made 1 tag for 1 chart, in 1 of 3 pushes. 1 push would have"
                + " failed; see below why.",
            "GitHub calls a push, at most 12");
  }

  @Test
  void listsPushesFromTheNewestWithEachTagToUnfold() {
    push("1", report("tagged", chart("created", "alpha")));
    push("2", report("tagged", chart("created", "beta")));

    Document page = page();

    assertThat(elements(page, "h3")).containsExactly("Raise 2", "Raise 1");
    assertThat(text(page)).contains("What tag beta-v1.0.0 says", "Release: beta v1.0.0\n");
    assertThat(attributes(page, "a", "href"))
        .contains(
            "https://github.com/acme/charts/commit/" + "2".repeat(40),
            "https://github.com/acme/charts/pull/7");
  }

  @Test
  void linksNowhereWhenTheRepositoryIsNotOnGitHub() {
    address = "";
    push("1", report("tagged", chart("created", "alpha")));

    assertThat(attributes(page(), "a", "href"))
        .allMatch(target -> target.startsWith("#") || target.equals("../../README.md#deploy"));
  }

  @Test
  void saysOfEachWarningWhatItMeansAndWhatToDo() {
    push("1", withWarning(report("tagged"), "version-lower", "alpha went from 2.0.0 to 1.9.0"));

    assertThat(text(page()))
        .contains(
            "A chart's version went down; it is tagged all the same.",
            "What to do: check that the lower version is meant, such as a fix of an older line.",
            "alpha went from 2.0.0 to 1.9.0");
  }

  @Test
  void saysOnceWhyAPushFailed() {
    push("1", report("failed", chart("conflict", "alpha"), chart("conflict", "alpha")));

    String failures = text(page()).split("What would have failed", -1)[2].split("Warnings", -1)[0];

    assertThat(failures).containsOnlyOnce("alpha-v1.0.0: new chart");
  }

  @Test
  void offersToShowFailedPushesAloneWithoutAnyScript() {
    push("1", report("tagged", chart("created", "alpha")));
    push("2", report("failed", chart("conflict", "beta")));

    Document page = page();

    assertThat(elements(page, "label"))
        .containsExactly(
            "All (2)",
            "With new tags (1)",
            "Failed (1)",
            "With warnings (0)",
            "Without new tags (1)");
    assertThat(attributes(page, "li", "class")).contains("push all failed quiet");
    assertThat(elements(page, "script")).isEmpty();
  }

  @Test
  void comparesTheTagsWithTheRepositorysOwn() {
    push("1", report("tagged", chart("created", "alpha")));
    tags =
        new TagsBeside(
            1260,
            List.of(
                match("a-v1", Optional.of(theirs("a-1", SHA, true))),
                match("b-v1", Optional.of(theirs("b-1", "b".repeat(40), true))),
                match("c-v1", Optional.of(theirs("c-1", "b".repeat(40), false))),
                match("d-v1", Optional.empty())),
            List.of("old-1"));

    assertThat(text(page()))
        .contains(
            "The replay began with the 1,260 tags that were there",
            "on the same commit1such as a-v1 on aaaaaaa; theirs is a-1 on aaaaaaa",
            "on another commit, same chart1b-v1 on aaaaaaa; theirs is b-1 on bbbbbbb",
            "on another commit, other content1c-v1",
            "missing1d-v1",
            "1 tag of this range that Chart Tagger would not have made: old-1.",
            "-Dtag.format='{chart}-{version}'");
  }

  @Test
  void isWellFormedAndLoadsNothingWhateverTheRepositoryHolds() {
    ObjectNode hostile = withWarning(report("failed"), HOSTILE, HOSTILE.repeat(200));
    hostile.put("message", HOSTILE);
    ObjectNode chart = ((ArrayNode) hostile.path("charts")).addObject();
    for (String field : List.of("name", "directory", "version", "tag", "outcome", "message")) {
      chart.put(field, HOSTILE);
    }
    chart.put("commit", SHA);
    push(HOSTILE, hostile, Map.of());
    push(
        "<script>alert(1)</script>".repeat(40_000),
        report("tagged", chart("created", "alpha")),
        Map.of("alpha-v1.0.0", Annotation.of(HOSTILE.repeat(900))));
    tags = new TagsBeside(0, List.of(match(HOSTILE, Optional.empty())), List.of(HOSTILE));

    Document page = page();

    assertThat(elements(page, "script")).isEmpty();
    assertThat(elements(page, "img")).isEmpty();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      assertThat(loads(all.item(i))).as(all.item(i).toString()).isEmpty();
    }
    assertThat(elements(page, "style").getFirst()).doesNotContain("url(", "@import", "expression");
    assertThat(text(page)).doesNotContain("\u202E", "\u2066", "\u0000").contains("[U+202E]");
    assertThat(html()).contains("default-src 'none'".replace("'", "&#39;"));
  }

  @Test
  void cutsALongTagAndSaysHowToSeeItAll() {
    push(
        "Raise",
        report("tagged", chart("created", "alpha")),
        Map.of("alpha-v1.0.0", Annotation.of("x".repeat(60_000))));

    assertThat(text(page()))
        .contains("Cut here: 54,000 more characters are in the tag.", "git show alpha-v1.0.0");
  }

  @Test
  void staysSmallWithTwoHundredPushesOfLongTags() {
    for (int i = 0; i < 200; i++) {
      List<ObjectNode> charts = new ArrayList<>();
      Map<String, Annotation> annotations = new HashMap<>();
      for (int j = 0; j < 10; j++) {
        charts.add(chart("created", "chart" + j));
        annotations.put("chart" + j + "-v1.0.0", Annotation.of("<x> ".repeat(15_000)));
      }
      push("Raise " + i, report("tagged", charts.toArray(ObjectNode[]::new)), annotations);
    }

    assertThat(html().length()).isBetween(2_000_000, 8_000_000);
    assertThat(html()).contains("It is left out, for this page would grow too large.");
  }

  @Test
  void leavesOutTheOldestOfVeryManyPushes() {
    for (int i = 0; i < 502; i++) {
      push("Raise " + i, report("nothing-to-tag"), Map.of());
    }

    assertThat(text(page())).contains("2 older pushes are left out here; they are in list.tsv.");
  }

  /** What an element makes a browser fetch or run. */
  private static List<String> loads(Node element) {
    List<String> loads = new ArrayList<>();
    if (LOADING_ELEMENTS.contains(element.getNodeName())) {
      loads.add(element.getNodeName());
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      boolean followed = element.getNodeName().equals("a") && name.equals("href");
      if (name.startsWith("on") || (LOADING_ATTRIBUTES.contains(name) && !followed)) {
        loads.add(name);
      }
    }
    return loads;
  }

  private void push(String digit, ObjectNode report) {
    Map<String, Annotation> annotations = new HashMap<>();
    for (JsonNode chart : report.path("charts")) {
      String name = chart.path("name").asText();
      annotations.put(name + "-v1.0.0", Annotation.of("Release: " + name + " v1.0.0\n"));
    }
    pushes.add(
        new PushStory(
            digit.repeat(40),
            "Raise " + digit,
            Instant.parse("2026-10-01T08:00:00Z"),
            new Run(report, report, Duration.ZERO),
            12,
            Duration.ofMillis(300),
            annotations));
  }

  private void push(String subject, ObjectNode report, Map<String, Annotation> annotations) {
    pushes.add(
        new PushStory(
            SHA,
            subject,
            Instant.parse("2026-10-01T08:00:00Z"),
            new Run(report, report, Duration.ZERO),
            12,
            Duration.ofMillis(300),
            annotations));
  }

  private static ObjectNode report(String outcome, ObjectNode... charts) {
    ObjectNode report = JSON.createObjectNode().put("outcome", outcome);
    report.putArray("charts").addAll(List.of(charts));
    report.putArray("warnings");
    return report;
  }

  private static ObjectNode chart(String outcome, String name) {
    ObjectNode chart = JSON.createObjectNode().put("outcome", outcome).put("name", name);
    chart.put("directory", "charts/" + name).put("version", "1.0.0");
    chart.put("tag", name + "-v1.0.0").put("commit", SHA).put("sourcePullRequest", 7);
    return chart.put("tagObject", SHA).put("message", "new chart");
  }

  private static ObjectNode withWarning(ObjectNode report, String code, String message) {
    ((ArrayNode) report.path("warnings"))
        .addObject()
        .put("chart", "")
        .put("code", code)
        .put("message", message);
    return report;
  }

  private static TagMatch match(String tag, Optional<TagMatch.Theirs> theirs) {
    return new TagMatch(tag, SHA, theirs);
  }

  private static TagMatch.Theirs theirs(String tag, String commit, boolean sameChart) {
    return new TagMatch.Theirs(tag, commit, "{chart}-{version}", sameChart);
  }

  private String html() {
    return new ReplayPage(
            new ReplayStory(
                new RepositoryLine(
                    "acme/charts", Optional.of(address).filter(it -> !it.isEmpty()), "main", 9, 5),
                pushes,
                tags,
                new Traces("list.tsv", "git show TAG")))
        .html();
  }

  /** Read by the JDK's XML parser, which accepts nothing that is not well formed. */
  private Document page() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(html().getBytes(UTF_8)));
    } catch (Exception e) {
      throw new AssertionError("the page is not well formed", e);
    }
  }

  private static String text(Document page) {
    return page.getElementsByTagName("body").item(0).getTextContent().replaceAll("(?m)^\\s+", "");
  }

  private static List<String> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document page, String element, String attribute) {
    NodeList found = page.getElementsByTagName(element);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Node value = found.item(i).getAttributes().getNamedItem(attribute);
      if (value != null) {
        values.add(value.getNodeValue());
      }
    }
    return values;
  }
}
