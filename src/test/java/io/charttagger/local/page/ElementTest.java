package io.charttagger.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How an element is written. */
final class ElementTest {

  @Test
  void holdsTextAndOtherElementsInTheirOrder() {
    Element paragraph = Element.of("p", "a < b ").add(Element.of("b", "bold")).text(" & more");

    assertThat(paragraph).hasToString("<p>a &lt; b <b>bold</b> &amp; more</p>");
  }

  @Test
  void escapesTheValuesOfAttributes() {
    assertThat(Element.of("span").with("title", "\" onclick=\"x"))
        .hasToString("<span title=\"&quot; onclick=&quot;x\"></span>");
  }

  @Test
  void closesWhatHasNoContentAsXmlWantsIt() {
    assertThat(Element.of("meta").with("charset", "utf-8"))
        .hasToString("<meta charset=\"utf-8\"/>");
  }

  @Test
  void refusesCodeThatXmlReadsAnotherWay() {
    assertThatThrownBy(() -> Element.of("style").code("a{} </style>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("style").code("a & b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
