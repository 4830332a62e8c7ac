package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import java.util.Optional;

/**
 * A tag that exists.
 *
 * @param object the SHA that its ref points at
 * @param commit the commit that it peels to, when that is a commit
 * @param annotation the message of its outermost tag object; empty for a lightweight tag
 */
public record ExistingTag(String object, Optional<CommitSha> commit, Optional<String> annotation) {}
