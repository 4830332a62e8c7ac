package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagSignature;
import java.util.Optional;

/**
 * A tag that exists.
 *
 * @param object the SHA that its ref points at
 * @param commit the commit that it peels to, when that is a commit
 * @param annotation the message of its outermost tag object, without its signature; empty for a
 *     lightweight tag
 * @param signature the signature of that object, if it has one
 */
public record ExistingTag(
    String object,
    Optional<CommitSha> commit,
    Optional<String> annotation,
    Optional<TagSignature> signature) {}
