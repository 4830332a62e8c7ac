/**
 * Proves to GitHub that we are the App, and keeps its tokens in memory.
 *
 * <p>May enter: what a token or a signature needs. No token leaves, but in the header of a request.
 */
@NullMarked
package io.charttagger.github.auth;

import org.jspecify.annotations.NullMarked;
