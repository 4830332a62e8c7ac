/**
 * Lambda on this machine: the packaged function under AWS's own runtime interface client, in
 * processes of its own. It runs any handler and names no class of the product, for the function is
 * what was packaged, not what the tests have on their class path.
 */
@NullMarked
package io.charttagger.local.lambda;

import org.jspecify.annotations.NullMarked;
