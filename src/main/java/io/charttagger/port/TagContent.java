package io.charttagger.port;

/**
 * The content of an annotated tag's object.
 *
 * @param message its message
 * @param target what it points at
 */
public record TagContent(String message, GitObject target) {}
