package io.charttagger.github;

import java.net.http.HttpClient;

/**
 * Where GitHub is.
 *
 * @param client from {@link io.charttagger.github.http.HttpConnector#client}
 * @param apiUrl the root of the REST API, without a slash at the end
 */
public record GitHubServer(HttpClient client, String apiUrl) {}
