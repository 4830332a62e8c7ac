package io.charttagger.local.page;

/** A part of the page with a heading, to which the page's first lines link. */
record Part(String id, String title, Element body) {

  Element section() {
    return Element.of("section")
        .with("aria-labelledby", id)
        .add(Element.of("h2", title).with("id", id), body);
  }

  Element link() {
    return Element.of("li", Element.of("a", title).with("href", "#" + id));
  }
}
