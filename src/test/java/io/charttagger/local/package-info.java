/**
 * What lets the function run without a cloud, for the tests and the local run alike: {@link
 * io.charttagger.local.LocalCloud} puts the parts together. Each part has a package of its own,
 * which can be read alone; what is here starts all of them or sends the function a dispatch.
 */
@NullMarked
package io.charttagger.local;

import org.jspecify.annotations.NullMarked;
