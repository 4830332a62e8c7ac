package io.charttagger.report;

import io.charttagger.chart.TagName;
import java.util.Optional;

/**
 * The GitHub Release of one tag in a report.
 *
 * @param tag the tag
 * @param url its page, when there is one
 * @param result what came of it
 * @param message a sentence for people
 */
public record GitHubReleaseLine(
    TagName tag, Optional<String> url, GitHubReleaseResult result, String message) {}
