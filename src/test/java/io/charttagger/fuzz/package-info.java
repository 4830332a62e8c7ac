/**
 * Coverage-guided fuzzing of the parsers of foreign text. What must be true of a parser is a {@link
 * io.charttagger.fuzz.FuzzTarget} in the parser's own package.
 */
package io.charttagger.fuzz;
