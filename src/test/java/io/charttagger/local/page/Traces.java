package io.charttagger.local.page;

/**
 * What a replay leaves behind besides the page.
 *
 * @param list every row, for a spreadsheet
 * @param show the command that shows a tag, {@code TAG} in its place
 */
public record Traces(String list, String show) {}
