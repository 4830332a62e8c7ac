/** What lets the function run without a cloud: for the tests and the local run alike. */
@NullMarked
package io.charttagger.local;

import org.jspecify.annotations.NullMarked;
