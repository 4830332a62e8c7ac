package io.charttagger.local.page;

import java.util.Optional;

/**
 * Which repository it is about, and how much of it.
 *
 * @param name {@code owner/name}
 * @param address of its page on the web, without a slash at its end
 * @param branch the main branch
 * @param commits how many its first-parent line has from the first push to the last
 * @param merges how many of them changed a chart
 */
public record RepositoryLine(
    String name, Optional<String> address, String branch, int commits, int merges) {}
