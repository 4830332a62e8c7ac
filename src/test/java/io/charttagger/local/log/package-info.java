/**
 * The log of a test run, searched for secrets as it comes. Imports no other part: every part that
 * makes a secret or writes a line tells it so.
 */
@NullMarked
package io.charttagger.local.log;

import org.jspecify.annotations.NullMarked;
