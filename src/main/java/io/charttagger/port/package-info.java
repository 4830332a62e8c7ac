/** What the story needs of GitHub, AWS and time, in our types. */
@NullMarked
package io.charttagger.port;

import org.jspecify.annotations.NullMarked;
