/**
 * What a run did, as one value, and its renderings: JSON and Markdown.
 *
 * <p>May enter: an outcome, a line, a rendering. The words for outcomes exist here and nowhere
 * else. It imports the vocabulary, the plan and the release texts.
 */
@NullMarked
package io.charttagger.report;

import org.jspecify.annotations.NullMarked;
