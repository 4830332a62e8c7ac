package io.charttagger.chart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.charttagger.chart.AttestationMap.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of one {@code ATTESTATION_MAP} comment, read token by token, numbers as written. */
final class AttestationBlock {
  /** Like the limit for chart names. */
  private static final int MAX_LENGTH = 250;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(50).maxNumberLength(1000).build())
          .build();

  private final JsonParser json;
  private final AttestationProblems problems;

  private AttestationBlock(JsonParser json, AttestationProblems problems) {
    this.json = json;
    this.problems = problems;
  }

  /** The entries of one block; invalid JSON gives no entries, and adds a problem. */
  static List<Entry> entries(String block, AttestationProblems problems) {
    try (JsonParser json = JSON.createParser(unfenced(block).stripLeading())) {
      return new AttestationBlock(json, problems).entries();
    } catch (JsonProcessingException broken) {
      problems.add(
          "an ATTESTATION_MAP %s, so that comment is ignored; correct it in the pull request's description"
              .formatted(what(broken)));
      return List.of();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading a string failed", impossible);
    }
  }

  /** Without the parser's own words, which name its classes and settings. */
  private static String what(JsonProcessingException broken) {
    return broken instanceof StreamConstraintsException
        ? "is nested too deeply, or has a number or a text that is too long"
        : "is not valid JSON (line %d, column %d, counted from where the JSON begins)"
            .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
  }

  private List<Entry> entries() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      problems.add("an ATTESTATION_MAP contains no JSON object; write {\"check\": \"id\"}");
      return List.of();
    }
    Map<String, Value> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = name();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        values.put(key, new Value.Checks(checks()));
      } else {
        id(key).ifPresent(id -> values.put(key, new Value.Id(id)));
      }
    }
    if (json.nextToken() != null) {
      problems.add("an ATTESTATION_MAP contains more than one JSON object; only the first is used");
    }
    List<Entry> entries = new ArrayList<>();
    values.forEach((key, value) -> value.addTo(entries, key));
    return entries;
  }

  private Map<String, String> checks() throws IOException {
    Map<String, String> checks = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String check = name();
      json.nextToken();
      id(check).ifPresent(id -> checks.put(check, id));
    }
    return checks;
  }

  private String name() throws IOException {
    return cut(CleanText.singleLine(json.currentName()));
  }

  /** The id at the current token. Anything else is skipped, and adds a problem. */
  private Optional<String> id(String check) throws IOException {
    JsonToken token = json.currentToken();
    boolean isId = token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
    String id = isId ? cut(CleanText.singleLine(json.getText())) : "";
    json.skipChildren();
    if (check.isEmpty() || id.isEmpty()) {
      problems.add(
          "the attestation of check "
              + Quoted.of(check)
              + " is ignored: a check needs a name, and its id must be a string or a number");
      return Optional.empty();
    }
    return Optional.of(id);
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_LENGTH) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }

  /** Removes the code fence around the JSON, and the extra dash of {@code --->}. */
  private static String unfenced(String block) {
    int begin = 0;
    int end = block.length();
    while (begin < end && isFence(block.charAt(begin))) {
      begin++;
    }
    boolean fenced = !block.substring(0, begin).isBlank();
    while (fenced && begin < end && Character.isLetterOrDigit(block.charAt(begin))) {
      begin++;
    }
    while (begin < end && isFence(block.charAt(end - 1))) {
      end--;
    }
    return block.substring(begin, end);
  }

  private static boolean isFence(char c) {
    return c == '`' || c == '~' || c == '-' || Character.isWhitespace(c);
  }

  private sealed interface Value {
    void addTo(List<Entry> entries, String key);

    record Id(String id) implements Value {
      @Override
      public void addTo(List<Entry> entries, String key) {
        entries.add(new Entry(Optional.empty(), new Attestation(key, id)));
      }
    }

    record Checks(Map<String, String> ids) implements Value {
      @Override
      public void addTo(List<Entry> entries, String key) {
        ids.forEach(
            (check, id) -> entries.add(new Entry(Optional.of(key), new Attestation(check, id))));
      }
    }
  }
}
