/**
 * The product, run whole over the local cloud: each test here tells a story of a push, and of what
 * disturbs it. A test of one class belongs beside that class, and a test of a part of the local
 * cloud beside that part. It may import everything, and nothing of the local cloud imports it.
 */
@NullMarked
package io.charttagger.e2e;

import org.jspecify.annotations.NullMarked;
