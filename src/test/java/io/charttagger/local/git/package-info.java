/**
 * Work on real git objects, without a work tree: histories are built, merged and read. What GitHub
 * adds to git, such as pull requests, does not belong here. Of the product only its identifiers are
 * imported.
 */
@NullMarked
package io.charttagger.local.git;

import org.jspecify.annotations.NullMarked;
