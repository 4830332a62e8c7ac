package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.TagRuleset;
import io.charttagger.port.TagRuleset.Bypass;
import io.charttagger.port.TagRuleset.NamePattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub says of a ruleset, and what it keeps to itself. */
final class SetupJsonTest {
  private static final long APP = 7;

  private static TagRuleset ruleset(String fields) {
    try {
      return SetupJson.ruleset(
          new CheckedJson(new JsonMapper().readTree("{" + fields + "}"), "GitHub's answer"), APP);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }

  private static TagRuleset with(String more) {
    return ruleset("\"name\":\"r\",\"rules\":[]" + (more.isEmpty() ? "" : "," + more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\"current_user_can_bypass\":\"always\"'; ALLOWED",
        "'\"current_user_can_bypass\":\"exempt\"'; ALLOWED",
        "'\"current_user_can_bypass\":\"never\"'; DENIED",
        "'\"current_user_can_bypass\":\"pull_requests_only\"'; DENIED",
        "'\"bypass_actors\":null'; UNKNOWN",
        "''; UNKNOWN",
        "'\"bypass_actors\":[]'; DENIED",
        "'\"bypass_actors\":[{\"actor_type\":\"Integration\",\"actor_id\":7}]'; ALLOWED",
        "'\"bypass_actors\":[{\"actor_type\":\"Integration\",\"actor_id\":7,\"bypass_mode\":\"pull_request\"}]'; DENIED",
        "'\"bypass_actors\":[{\"actor_type\":\"Integration\",\"actor_id\":8}]'; DENIED",
        "'\"bypass_actors\":[{\"actor_type\":\"Team\",\"actor_id\":7}]'; DENIED",
        "'\"bypass_actors\":[{\"actor_type\":\"DeployKey\",\"actor_id\":null}]'; DENIED",
        "'\"bypass_actors\":null,\"current_user_can_bypass\":\"always\"'; ALLOWED",
      })
  void whetherTheAppIsFreeOfIt(String fields, Bypass bypass) {
    assertThat(with(fields).bypass()).isEqualTo(bypass);
  }

  @Test
  void withoutAConditionOnNamesItIsForAllTags() {
    assertThat(with("").include()).containsExactly("~ALL");
    assertThat(with("\"conditions\":null").include()).containsExactly("~ALL");
    assertThat(with("\"conditions\":{\"repository_id\":{\"repository_ids\":[1]}}").include())
        .containsExactly("~ALL");
  }

  @Test
  void rulesPatternsAndPageAreTold() {
    TagRuleset found =
        ruleset(
            """
            "name": "r", "source_type": "Organization",
            "_links": {"html": {"href": "https://github.com/organizations/o/settings/rules/1"}},
            "conditions": {"ref_name": {"include": ["refs/tags/a*"], "exclude": ["refs/tags/ab*"]}},
            "rules": [{"type": "creation"},
              {"type": "tag_name_pattern",
               "parameters": {"operator": "contains", "pattern": "x", "negate": true}}]
            """);

    assertThat(found)
        .isEqualTo(
            new TagRuleset(
                "r",
                "https://github.com/organizations/o/settings/rules/1",
                true,
                List.of("refs/tags/a*"),
                List.of("refs/tags/ab*"),
                List.of("creation", "tag_name_pattern"),
                List.of(new NamePattern("contains", "x", true)),
                Bypass.UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"name\":\"r\"",
        "\"name\":7,\"rules\":[]",
        "\"name\":\"r\",\"rules\":{}",
        "\"name\":\"r\",\"rules\":[{}]",
        "\"name\":\"r\",\"rules\":[{\"type\":\"tag_name_pattern\"}]",
        "\"name\":\"r\",\"rules\":[],\"conditions\":{\"ref_name\":{}}",
        "\"name\":\"r\",\"rules\":[],\"bypass_actors\":[{}]",
        "\"name\":\"r\",\"rules\":[],\"current_user_can_bypass\":true",
      })
  void anotherShapeIsNoRuleset(String fields) {
    assertThatThrownBy(() -> ruleset(fields)).isInstanceOf(UnexpectedAnswerException.class);
  }
}
