/** Proves to GitHub that we are the App, and keeps its tokens. */
@NullMarked
package io.charttagger.github.auth;

import org.jspecify.annotations.NullMarked;
