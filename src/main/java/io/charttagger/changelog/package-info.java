/**
 * Changelogs and where they come from, pure.
 *
 * <p>May enter: a heading form, a changelog source. It imports the vocabulary and the Markdown and
 * YAML parsers.
 */
@NullMarked
package io.charttagger.changelog;

import org.jspecify.annotations.NullMarked;
