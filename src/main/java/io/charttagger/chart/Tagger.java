package io.charttagger.chart;

/**
 * Who signs the tags as their tagger. Free of the characters that git would strip from an identity,
 * else the tag's SHA could not be computed beforehand.
 *
 * @param name the name
 * @param email the mail address
 */
public record Tagger(String name, String email) {}
