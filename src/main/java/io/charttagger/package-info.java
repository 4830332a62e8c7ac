/** Chart Tagger: the Lambda entry, its settings and its wiring. */
@NullMarked
package io.charttagger;

import org.jspecify.annotations.NullMarked;
