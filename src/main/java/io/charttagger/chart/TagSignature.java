package io.charttagger.chart;

import java.util.Optional;

/**
 * The signature of an existing tag.
 *
 * @param text the signature with its first and last line
 * @param payload what it should be of: the tag object's text before it; empty when the forge's
 *     answer does not give the bytes that the object's SHA stands for
 */
public record TagSignature(String text, Optional<String> payload) {}
