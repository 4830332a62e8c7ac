package io.charttagger.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.charttagger.chart.Paths;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.Subtree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a tree with all that is below it, entry by entry: it may have 100,000 of them, in 7 MB, and
 * nearly all are files that nobody needs.
 *
 * @see <a href="https://docs.github.com/en/rest/git/trees#get-a-tree">Get a tree</a>
 */
final class RecursiveTree {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

  private final JsonParser json;
  private final Predicate<String> files;
  private final List<Entry> entries = new ArrayList<>();
  private Optional<String> sha = Optional.empty();
  private boolean truncated;
  private boolean listed;

  private RecursiveTree(JsonParser json, Predicate<String> files) {
    this.json = json;
    this.files = files;
  }

  /**
   * Reads an answer that is JSON.
   *
   * @param tree the SHA of the tree that was asked for
   * @param files the names of the files to list beside the directories
   * @throws UnexpectedAnswerException when it is no such tree
   */
  static Subtree read(RestResponse answer, String tree, Predicate<String> files) {
    try (InputStream body = answer.stream();
        JsonParser json = JSON.createParser(body)) {
      RecursiveTree read = new RecursiveTree(json, files);
      read.object();
      if (!read.listed || !read.sha.equals(Optional.of(tree))) {
        throw unexpected("is about something else");
      }
      return new Subtree(read.entries, !read.truncated);
    } catch (IOException e) {
      throw unexpected("cannot be read");
    }
  }

  private void object() throws IOException {
    require(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "sha" -> sha = Optional.of(text());
        case "truncated" -> truncated = flag();
        case "tree" -> list();
        default -> json.skipChildren();
      }
    }
  }

  private void list() throws IOException {
    require(json.currentToken(), JsonToken.START_ARRAY);
    listed = true;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      entry();
    }
    require(json.currentToken(), JsonToken.END_ARRAY);
  }

  private void entry() throws IOException {
    String path = "";
    String mode = "";
    String object = "";
    long size = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "path" -> path = text();
        case "mode" -> mode = text().intern();
        case "sha" -> object = text();
        case "size" -> size = number();
        default -> json.skipChildren();
      }
    }
    if (path.isEmpty() || mode.isEmpty() || !SHA.matcher(object).matches()) {
      throw unexpected("has an entry without name, mode or SHA");
    }
    Entry entry = new Entry(path, mode, object, size);
    if (entry.isDirectory() || entry.isElsewhere() || files.test(Paths.lastName(path))) {
      entries.add(entry);
    }
  }

  private String text() throws IOException {
    require(json.currentToken(), JsonToken.VALUE_STRING);
    return json.getText();
  }

  private long number() throws IOException {
    // A directory may have none, in so many words.
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return 0;
    }
    require(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private boolean flag() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw unexpected("has not the shape of a tree");
    };
  }

  private static void require(JsonToken found, JsonToken wanted) {
    if (found != wanted) {
      throw unexpected("has not the shape of a tree");
    }
  }

  private static UnexpectedAnswerException unexpected(String what) {
    return new UnexpectedAnswerException("GitHub's answer to the request for a tree " + what);
  }
}
