package io.charttagger.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The page itself: one file that loads nothing and runs no script, for a browser to show from disk.
 */
public final class ReplayPage {
  private static final String STYLE = resource("/page/replay.css");

  private final ReplayStory story;
  private final Links links;

  public ReplayPage(ReplayStory story) {
    this.story = story;
    this.links = new Links(story.repository());
  }

  /** Writes it. */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, html());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its text. */
  String html() {
    return "<!DOCTYPE html>\n"
        + Element.of("html")
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("lang", "en")
            .add(head(), Element.of("body", header(), main()));
  }

  private Element head() {
    return Element.of("head")
        .add(
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with(
                    "content",
                    "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                        .formatted(sha256(STYLE))),
            Element.of("meta").with("name", "referrer").with("content", "no-referrer"),
            Element.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
            Element.of("title", "Chart Tagger on " + story.repository().name()),
            Element.of("style").code(STYLE));
  }

  private Element header() {
    Numbers numbers = new Numbers(story);
    return Element.of("header")
        .add(
            Element.of("h1", "Chart Tagger on ").add(links.name()),
            Element.of("p", numbers.range()),
            Element.of("p", numbers.sentence()).as("sentence"),
            numbers.list(),
            Element.of(
                    "p",
                    "Nothing was written to the repository: the packaged function ran over these"
                        + " pushes once more, on a copy, against a simulator of GitHub.")
                .as("note"));
  }

  private Element main() {
    List<Part> parts =
        List.of(
            new Outcomes(story, links).outcomes(),
            new Outcomes(story, links).failures(),
            new Outcomes(story, links).warnings(),
            new Agreements(story.tags(), links).part(),
            effort(),
            next(),
            new Timeline(story, links).part());
    Element contents = Element.of("ul");
    parts.forEach(part -> contents.add(part.link()));
    return Element.of("main")
        .add(Element.of("nav", contents).with("aria-label", "Contents"))
        .add(parts.stream().map(Part::section).toList());
  }

  private Part effort() {
    return new Part(
        "effort",
        "Calls and time",
        Element.of(
            "div",
            new Bars(
                    "Calls to GitHub a push",
                    "",
                    story.pushes().stream().map(push -> (long) push.calls()).toList())
                .figure(),
            new Bars(
                    "Time a push",
                    " ms",
                    story.pushes().stream().map(push -> push.took().toMillis()).toList())
                .figure(),
            Element.of(
                    "p",
                    "Oldest push on the left; the line is the mean. The first push is slow because the"
                        + " function has just started. GitHub answered at once here; with its usual"
                        + " times a push of one chart takes about 1.2 seconds.")
                .as("note")));
  }

  private Part next() {
    Traces traces = story.traces();
    Element steps = Element.of("ol");
    steps.add(
        Element.of("li", "Look at what would have failed, and at the warnings."),
        Element.of("li", "Look at a few tags in the list below, or with git: ")
            .add(Element.of("code", traces.show()))
            .text(". Every row for a spreadsheet is in ")
            .add(Element.of("code", traces.list()))
            .text("."));
    story
        .tags()
        .otherFormat()
        .ifPresent(
            format ->
                steps.add(
                    Element.of(
                            "li", "The repository's own tags have another form. To keep it, add ")
                        .add(Element.of("code", "-Dtag.format='%s'".formatted(format)))
                        .text(" to the replay, and deploy with ")
                        .add(Element.of("code", "TAG_FORMAT=" + format))
                        .text(".")));
    steps.add(
        Element.of("li", "For charts in other directories, or another branch, replay with ")
            .add(Element.of("code", "-Dcharts.dir=… -Dmain.branch=…"))
            .text("."),
        Element.of("li", "Deploy it: ")
            .add(
                Element.of("a", "README.md, section Deploy").with("href", "../../README.md#deploy"))
            .text(". Nothing is tagged when it is installed, only what is merged from then on."));
    return new Part("next", "What to do next", steps);
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ReplayPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
