/** What a run did, and its renderings: JSON and Markdown. */
@NullMarked
package io.charttagger.report;

import org.jspecify.annotations.NullMarked;
