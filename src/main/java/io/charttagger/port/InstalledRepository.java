package io.charttagger.port;

import io.charttagger.chart.RepositoryName;

/**
 * A repository that the App is installed on.
 *
 * @param id the repository's id, which stays when it is renamed
 * @param name its name
 * @param installation the id of the installation
 * @param archived whether it is read-only
 * @param defaultBranch its default branch
 */
public record InstalledRepository(
    long id, RepositoryName name, long installation, boolean archived, String defaultBranch) {}
