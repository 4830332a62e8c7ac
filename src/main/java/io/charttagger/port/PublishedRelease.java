package io.charttagger.port;

/**
 * The published release of a tag.
 *
 * @param url its page
 * @param name its title
 * @param body its Markdown; may be empty
 */
public record PublishedRelease(String url, String name, String body) {}
