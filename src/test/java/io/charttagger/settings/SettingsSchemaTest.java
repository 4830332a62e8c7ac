package io.charttagger.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors says what the parser says. */
final class SettingsSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNode SCHEMA = schema();

  private static JsonNode schema() {
    try (InputStream file =
        Objects.requireNonNull(
            SettingsFile.class.getResourceAsStream("/chart-tagger.schema.json"))) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void bothKnowTheSameKeys() {
    assertThat(SCHEMA.path("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(SettingsFile.KEYS);
    assertThat(SCHEMA.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(SCHEMA.path("properties"))
        .allMatch(property -> !property.path("description").asText().isBlank());
  }

  /** JSON is YAML, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"chart\": []}",
        "{\"githubReleases\": true}",
        "{\"githubReleases\": false}",
        "{\"githubReleases\": \"true\"}",
        "{\"githubReleases\": null}",
        "{\"githubRelease\": true}",
        "{\"charts\": [\"charts\"]}",
        "{\"charts\": [\".\"]}",
        "{\"charts\": [\"services/*/helm\", \"apps/**/chart\", \"**\"]}",
        "{\"charts\": [\"my charts/über\"]}",
        "{\"charts\": []}",
        "{\"charts\": \"charts\"}",
        "{\"charts\": [1]}",
        "{\"charts\": [\"\"]}",
        "{\"charts\": [\"a*\"]}",
        "{\"charts\": [\"a/b*\"]}",
        "{\"charts\": [\"a\\\\b\"]}",
        "{\"charts\": [\"service-?/helm\"]}",
        "{\"charts\": [\"service-[ab]\"]}",
        "{\"charts\": [\"../charts\"]}",
        "{\"charts\": [\"charts/..\"]}",
        "{\"charts\": [\"charts/../x\"]}",
        "{\"charts\": [\"..charts/a..b\"]}",
        "{\"charts\": [\" \"]}",
        "{\"charts\": [\"a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t\"]}",
        "{\"charts\": [\"a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u\"]}",
        "{\"charts\": null}",
        "{\"exclude\": []}",
        "{\"exclude\": [\"web\", \"charts/db\"]}",
        "{\"exclude\": [\"we*\"]}",
        "{\"exclude\": [\".\"]}",
        "{\"exclude\": true}",
        "{\"tagFormat\": \"{chart}-{version}\"}",
        "{\"tagFormat\": \"{version}/{chart}\"}",
        "{\"tagFormat\": \"v{version}/{chart}\"}",
        "{\"tagFormat\": \"{chart}@{version}\"}",
        "{\"tagFormat\": \"v{version}\"}",
        "{\"tagFormat\": \"{chart}\"}",
        "{\"tagFormat\": \"{chart}{version}\"}",
        "{\"tagFormat\": \"{version}-{version}\"}",
        "{\"tagFormat\": \"{chart} {version}\"}",
        "{\"tagFormat\": \"{chart}-{name}-{version}\"}",
        "{\"tagFormat\": 1}",
        "{\"releaseBranch\": \"release/next\"}",
        "{\"releaseBranch\": \"refs/heads/release\"}",
        "{\"releaseBranch\": \"a b\"}",
        "{\"releaseBranch\": false}",
        "{\"releasePullRequest\": \"batch\"}",
        "{\"releasePullRequest\": \"per-chart\"}",
        "{\"releasePullRequest\": \"off\"}",
        "{\"releasePullRequest\": \"Off\"}",
        "{\"releasePullRequest\": false}",
        "{\"releasePullRequest\": []}",
        "{\"labels\": []}",
        "{\"labels\": [\"release\", \"needs: review\"]}",
        "{\"labels\": [\"a,b\"]}",
        "{\"labels\": [\" \"]}",
        "{\"labels\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\"]}",
        "{\"labels\": \"release\"}",
        "{\"cleanUpBranches\": \"integration/{chart}\"}",
        "{\"cleanUpBranches\": \"{chart}/done\"}",
        "{\"cleanUpBranches\": \"{chart}\"}",
        "{\"cleanUpBranches\": \"integration/x\"}",
        "{\"cleanUpBranches\": \"{chart}/{chart}\"}",
        "{\"cleanUpBranches\": false}",
        "{\"cleanUpBranches\": true}",
        "{\"requireLineage\": true}",
        "{\"requireLineage\": false}",
        "{\"requireLineage\": \"true\"}",
        "{\"requireLineage\": 1}",
        "{\"requireChangelog\": true}",
        "{\"requireChangelog\": []}",
        "{\"prereleases\": \"tag\"}",
        "{\"prereleases\": \"skip\"}",
        "{\"prereleases\": \"off\"}",
        "{\"prereleases\": true}",
        "{\"lineageAuthors\": [\"ada\", \"ci-bot[bot]\"]}",
        "{\"lineageAuthors\": []}",
        "{\"lineageAuthors\": [\"@ada\"]}",
        "{\"lineageAuthors\": \"ada\"}",
        "{\"lineageAuthors\": [{}]}"
      })
  void bothAcceptTheSameFiles(String file) throws IOException {
    assertThat(isParsed(file)).isEqualTo(fits(JSON.readTree(file), SCHEMA));
  }

  private static boolean isParsed(String file) {
    try {
      SettingsFile.parse(file.getBytes(UTF_8), TestSettings.USUAL, "main");
      return true;
    } catch (SettingsProblem problem) {
      return false;
    }
  }

  /** As much of JSON Schema as the schema uses. */
  private static boolean fits(JsonNode value, JsonNode schema) {
    return isOfType(value, schema.path("type").asText())
        && (!schema.has("enum") || any(schema.get("enum"), value))
        && (!schema.has("const") || schema.get("const").equals(value))
        && (!schema.has("anyOf")
            || StreamSupport.stream(schema.get("anyOf").spliterator(), false)
                .anyMatch(one -> fits(value, one)))
        && (!schema.has("pattern")
            || Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find())
        && value.asText().length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
        && fitsAsList(value, schema)
        && fitsAsObject(value, schema);
  }

  private static boolean isOfType(JsonNode value, String type) {
    return switch (type) {
      case "" -> true;
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      default -> throw new AssertionError("the schema has the type " + type);
    };
  }

  private static boolean any(JsonNode values, JsonNode value) {
    return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
  }

  private static boolean fitsAsList(JsonNode value, JsonNode schema) {
    return !value.isArray()
        || (value.size() >= schema.path("minItems").asInt(0)
            && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE)
            && StreamSupport.stream(value.spliterator(), false)
                .allMatch(item -> fits(item, schema.path("items"))));
  }

  private static boolean fitsAsObject(JsonNode value, JsonNode schema) {
    return value.properties().stream()
        .allMatch(
            property ->
                schema.path("properties").has(property.getKey())
                    && fits(
                        property.getValue(), schema.path("properties").path(property.getKey())));
  }
}
