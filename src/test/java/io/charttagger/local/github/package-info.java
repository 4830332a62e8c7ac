/**
 * GitHub on this machine: its REST API over real git objects, its rate limits, its rulesets, its
 * merge button, faults to order and a log of all requests; start reading at {@link
 * io.charttagger.local.github.GitHubSimulator}. It knows neither AWS nor the function, and what it
 * answers is held against GitHub's own description. Of the product only its identifiers are
 * imported.
 */
@NullMarked
package io.charttagger.local.github;

import org.jspecify.annotations.NullMarked;
