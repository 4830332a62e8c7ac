package io.charttagger.local.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a page. It is written as HTML that is well-formed XML, too, so that any XML parser
 * can check a page. Only {@link #code} puts text into a page as it is.
 */
final class Element {
  private static final Set<String> WITHOUT_CONTENT = Set.of("meta", "input", "rect", "line");
  private static final Set<String> ON_LINES_OF_THEIR_OWN =
      Set.of("head", "style", "header", "main", "section", "footer", "li", "tr", "h2", "details");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<String> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** An empty one. */
  static Element of(String name) {
    return new Element(name);
  }

  /** One that holds these. */
  static Element of(String name, Element... children) {
    return of(name).add(children);
  }

  /** One that holds text. */
  static Element of(String name, String text) {
    return of(name).text(text);
  }

  /** Sets an attribute; the value may come from outside, except that of an address. */
  Element with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Sets the class. */
  Element as(String classes) {
    return with("class", classes);
  }

  /** Adds text, wherever it comes from. */
  Element text(String text) {
    content.add(HtmlText.escape(text));
    return this;
  }

  Element add(Element... children) {
    return add(List.of(children));
  }

  Element add(Iterable<Element> children) {
    children.forEach(child -> content.add(child.toString()));
    return this;
  }

  /**
   * Adds a style sheet of ours, which must read the same as HTML and as XML.
   *
   * @throws IllegalArgumentException when it does not
   */
  Element code(String code) {
    if (code.contains("<") || code.contains("&")) {
      throw new IllegalArgumentException("a style with < or & is not the same in HTML and XML");
    }
    content.add(code);
    return this;
  }

  /** The element as text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<").append(name);
    attributes.forEach(
        (attribute, value) ->
            text.append(' ')
                .append(attribute)
                .append("=\"")
                .append(HtmlText.escape(value))
                .append('"'));
    if (WITHOUT_CONTENT.contains(name)) {
      text.append("/>");
    } else {
      text.append('>');
      content.forEach(text::append);
      text.append("</").append(name).append('>');
    }
    return text.append(ON_LINES_OF_THEIR_OWN.contains(name) ? "\n" : "").toString();
  }
}
