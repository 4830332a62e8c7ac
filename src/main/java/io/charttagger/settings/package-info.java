/**
 * What a deployment sets: read once at start-up, checked, handed on; and where charts are looked
 * for.
 *
 * <p>May enter: a setting with its default and its check. It imports the vocabulary and the types
 * that settings turn into, and asks neither GitHub nor AWS.
 */
@NullMarked
package io.charttagger.settings;

import org.jspecify.annotations.NullMarked;
