package io.charttagger.port;

import io.charttagger.release.ReleasePullRequest.Existing;

/**
 * A pull request as it is now.
 *
 * @param number its number
 * @param url its page
 * @param open whether it is open
 * @param texts its title and body
 */
public record OpenPullRequest(int number, String url, boolean open, Existing texts) {}
