package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.git.Refs;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/** Looks into the git repository whether what a report says is true. */
public final class TagVerifier {
  private final LocalCloud cloud;
  private final SimulatedRepository repository;
  private final Repository git;

  public TagVerifier(LocalCloud cloud, SimulatedRepository repository) {
    this.cloud = cloud;
    this.repository = repository;
    this.git = repository.git();
  }

  /**
   * Every tag of the report stands as the object that the report names, on the commit that it
   * names, and is well formed.
   *
   * @throws JobFailure for the first that does not or is not
   */
  public void tagsStand(Run run) {
    for (JsonNode chart : run.standing()) {
      String tag = chart.path("tag").asText();
      String stands = standing(tag);
      if (!stands.equals(chart.path("tagObject").asText())) {
        throw new JobFailure(
            "the report says that %s is the object %s; it is %s"
                .formatted(tag, chart.path("tagObject").asText(), stands));
      }
      String text = wellFormed(tag, stands);
      String commit = chart.path("commit").asText();
      // An older tag may be lightweight; then the object is the commit itself.
      if (!stands.equals(commit) && !text.startsWith("object " + commit + "\n")) {
        throw new JobFailure("%s does not stand on %s:%n%s".formatted(tag, commit, text));
      }
    }
  }

  /** What {@code git cat-file -p} prints for a tag. */
  public String annotation(String tag) {
    return new String(load(standing(tag)).getCachedBytes(), StandardCharsets.UTF_8);
  }

  /**
   * git itself finds nothing wrong, where there is a git: with the whole repository, or, when most
   * of it is somebody else's and perhaps not whole, with the tag objects.
   *
   * @return a sentence that says what was checked
   */
  public String sound(Run run, boolean whole) {
    if (!PlainGit.isThere()) {
      return "no git here to ask; JGit's object checker is content";
    }
    PlainGit plain = new PlainGit(git.getDirectory().toPath());
    if (whole) {
      plain.output("fsck", "--strict", "--no-progress");
      return "git fsck --strict: clean";
    }
    for (String tag : run.tags()) {
      ObjectLoader loader = load(standing(tag));
      if (loader.getType() == Constants.OBJ_TAG) {
        String same = plain.output(loader.getCachedBytes(), "mktag", "--strict").strip();
        if (!same.equals(standing(tag))) {
          throw new JobFailure("git makes %s of %s, not %s".formatted(same, tag, standing(tag)));
        }
      }
    }
    return "git mktag --strict makes the same objects";
  }

  /** The function asked nothing that the simulator does not know. */
  public void allCallsKnown() {
    List<LoggedRequest> unsupported = cloud.github().log().unsupported();
    if (!unsupported.isEmpty()) {
      throw new JobFailure("the simulator has no endpoint for " + unsupported.getFirst());
    }
  }

  /** The one open pull request from main to release. */
  public PullRequest releasePullRequest() {
    List<PullRequest> open =
        repository.pulls().open().stream().filter(pull -> pull.base().equals("release")).toList();
    if (open.size() != 1) {
      throw new JobFailure(
          "one open pull request to release was expected; there are " + open.size());
    }
    return open.getFirst();
  }

  private String standing(String tag) {
    return Refs.find(git, Constants.R_TAGS + tag)
        .orElseThrow(() -> new JobFailure("the report names " + tag + ", but there is no such tag"))
        .name();
  }

  private String wellFormed(String tag, String object) {
    ObjectLoader loader = load(object);
    try {
      if (loader.getType() == Constants.OBJ_TAG) {
        new ObjectChecker().checkTag(loader.getCachedBytes());
      }
      return new String(loader.getCachedBytes(), StandardCharsets.UTF_8);
    } catch (CorruptObjectException e) {
      throw new JobFailure(tag + " is not well formed: " + e.getMessage());
    }
  }

  private ObjectLoader load(String object) {
    try {
      return git.open(ObjectId.fromString(object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
