/**
 * The page that a replay leaves behind: what Chart Tagger would have done to a repository, as one
 * HTML file that loads nothing from elsewhere. It shows values that it is given, and asks nobody.
 */
@NullMarked
package io.charttagger.local.page;

import org.jspecify.annotations.NullMarked;
