/**
 * The adapter to GitHub: {@code GitHubApi} has every endpoint once, typed and checked, with hub4j
 * behind it where it can carry the call; {@code http} sends, {@code auth} proves who we are.
 *
 * <p>May enter: an endpoint, a judgement of what GitHub answers. Types of hub4j and of HTTP never
 * leave; rules of tagging never enter.
 */
@NullMarked
package io.charttagger.github;

import org.jspecify.annotations.NullMarked;
