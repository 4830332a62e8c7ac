package io.charttagger.port;

/**
 * A ref below {@code refs/tags/}.
 *
 * @param name the tag's name
 * @param target what the ref points at
 */
public record TagRef(String name, GitObject target) {}
