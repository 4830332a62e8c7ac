/** What is deployed beside the function: the template, and the workflow of a charts repository. */
@NullMarked
package io.charttagger.deploy;

import org.jspecify.annotations.NullMarked;
