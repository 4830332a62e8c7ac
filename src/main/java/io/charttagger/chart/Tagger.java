package io.charttagger.chart;

/**
 * The identity in a tag's tagger line. It contains no characters that git would strip, so that the
 * tag's SHA can be computed in advance.
 *
 * @param name the name
 * @param email the e-mail address
 */
public record Tagger(String name, String email) {}
