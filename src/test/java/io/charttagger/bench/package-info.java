/**
 * The benchmark, which {@code mvn -Pbench verify} runs: what the packaged function costs and how
 * long it takes, measured from outside, beside a shell script that does the same; start reading at
 * {@link io.charttagger.bench.Benchmark}. It may import the parts of the local cloud, and nothing
 * imports it.
 */
@NullMarked
package io.charttagger.bench;

import org.jspecify.annotations.NullMarked;
