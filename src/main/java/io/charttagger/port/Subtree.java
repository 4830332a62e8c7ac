package io.charttagger.port;

import io.charttagger.port.Listing.Entry;
import java.util.List;

/**
 * What is below a directory, at any depth, read at once.
 *
 * @param entries directories, links, submodules and files; their names are paths from that
 *     directory
 * @param complete false when the forge lists only part of it
 */
public record Subtree(List<Entry> entries, boolean complete) {

  /** Copies the entries. */
  public Subtree {
    entries = List.copyOf(entries);
  }
}
