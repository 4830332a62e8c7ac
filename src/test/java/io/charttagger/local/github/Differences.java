package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.util.io.NullOutputStream;

/** The files that differ between two trees, as GitHub lists them. */
record Differences(List<ObjectNode> files, int additions, int deletions, int total) {

  /** At most this many files are listed; the total counts all. */
  static Differences between(
      Repository repository, Optional<ObjectId> from, ObjectId to, Listing listing)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        DiffFormatter formatter = new DiffFormatter(NullOutputStream.INSTANCE)) {
      formatter.setRepository(repository);
      formatter.setDetectRenames(true);
      AbstractTreeIterator old =
          from.isPresent()
              ? new CanonicalTreeParser(null, reader, from.get())
              : new EmptyTreeIterator();
      List<DiffEntry> entries = formatter.scan(old, new CanonicalTreeParser(null, reader, to));
      List<ObjectNode> files = new ArrayList<>();
      int additions = 0;
      int deletions = 0;
      for (DiffEntry entry : entries.subList(0, Math.min(listing.limit(), entries.size()))) {
        int added = 0;
        int removed = 0;
        for (Edit edit : formatter.toFileHeader(entry).toEditList()) {
          added += edit.getLengthB();
          removed += edit.getLengthA();
        }
        ObjectNode file = json(listing, entry);
        files.add(
            file.put("additions", added).put("deletions", removed).put("changes", added + removed));
        additions += added;
        deletions += removed;
      }
      return new Differences(files, additions, deletions, entries.size());
    }
  }

  private static ObjectNode json(Listing listing, DiffEntry entry) {
    boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    String path = removed ? entry.getOldPath() : entry.getNewPath();
    ObjectId blob = removed ? entry.getOldId().toObjectId() : entry.getNewId().toObjectId();
    String status =
        switch (entry.getChangeType()) {
          case ADD -> "added";
          case MODIFY -> "modified";
          case DELETE -> "removed";
          case RENAME, COPY -> entry.getChangeType().name().toLowerCase(Locale.ROOT);
        };
    ObjectNode json =
        Json.object(
            "sha",
            blob.name(),
            "filename",
            path,
            "status",
            status.equals("rename") ? "renamed" : status.equals("copy") ? "copied" : status,
            "blob_url",
            listing.links().page("/blob/" + listing.commit() + "/" + path),
            "raw_url",
            listing.links().page("/raw/" + listing.commit() + "/" + path),
            "contents_url",
            listing.links().api("/contents/" + path) + "?ref=" + listing.commit());
    if (status.equals("rename") || status.equals("copy")) {
      json.put("previous_filename", entry.getOldPath());
    }
    return json;
  }

  /** For whom: the addresses, the commit that they name, and how many files. */
  record Listing(Links links, String commit, int limit) {}
}
