package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.changelog.ArtifactHubChanges.Result;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactHubChangesTest {

  @ParameterizedTest
  @MethodSource("lists")
  void writesOneItemPerChange(String annotation, String markdown) {
    assertThat(ArtifactHubChanges.parse(annotation)).isEqualTo(new Result.Entries(markdown));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        arguments("- one\n- two\n", "- one\n- two"),
        arguments(
            "- Added cool feature\n- \"Fixed: minor bug\"\n",
            "- Added cool feature\n- Fixed: minor bug"),
        arguments("[one, two]", "- one\n- two"),
        arguments("- 42\n- 1.10\n- true\n", "- 42\n- 1.10\n- true"),
        arguments(
            """
            - kind: added
              description: Cool feature
              links:
                - name: GitHub Issue
                  url: https://github.com/issue-url
            - kind: fixed
              description: Minor bug
            """,
            "- added: Cool feature\n- fixed: Minor bug"),
        arguments("- description: no kind\n", "- no kind"),
        arguments("- {kind: , description: null kind}\n", "- null kind"),
        arguments("- {kind: ~, description: null kind}\n", "- null kind"),
        arguments("- {kind: '', description: empty kind}\n", "- empty kind"),
        arguments("- {kind: [a], description: list as kind}\n", "- list as kind"),
        arguments("- one\n- {kind: changed, description: two}\n", "- one\n- changed: two"),
        arguments(
            "- |\n  first\n\n  second\n    third\n- next\n",
            "- first\n\n  second\n    third\n- next"),
        arguments(
            "- kind: added\n  description: |\n    first  \n    second\n",
            "- added: first\n  second"),
        arguments("- one\n- \n- ''\n- '  '\n- two\n", "- one\n- two"),
        arguments("\r\n- one\r\n- two\r\n", "- one\n- two"),
        arguments("- \"\\e[31mred\\e[0m \\u202eover\"\n", "- red over"),
        arguments("- {kind: \"a\\nb\", description: c}\n", "- a b: c"),
        arguments("- {description: one, description: two}\n", "- two"),
        arguments("- one\n---\n- two\n", "- one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "# nothing\n", "[]", "~", "- \n", "- ''\n"})
  void anEmptyListIsNotAnError(String annotation) {
    assertThat(ArtifactHubChanges.parse(annotation)).isEqualTo(new Result.None());
  }

  @ParameterizedTest
  @MethodSource("brokenAnnotations")
  void saysWhatIsBroken(String annotation, String problem) {
    assertThat(ArtifactHubChanges.parse(annotation)).isEqualTo(new Result.Broken(problem));
  }

  static Stream<Arguments> brokenAnnotations() {
    return Stream.of(
        arguments("one\n", "not a list; start each change with `- `"),
        arguments("kind: added\ndescription: x\n", "not a list; start each change with `- `"),
        arguments("- one\n- [two]\n", "change 2 is neither a string nor an object"),
        arguments("- kind: added\n", "change 1 has no description"),
        arguments("- ''\n- kind: added\n", "change 2 has no description"),
        arguments("- {description: ' '}\n", "change 1 has no description"),
        arguments("- {description: [a]}\n", "change 1 has no description"),
        arguments(
            "- [PR #5]: fix\n- x\n", "not valid YAML (line 2: expected ',' or ']', but got -)"),
        arguments(
            "- `code` first\n",
            "not valid YAML (line 1: found character '`' that cannot start any token. (Do not use `"
                + " for indentation))"),
        arguments("- a\n- " + "[".repeat(100), "not valid YAML (Nesting Depth exceeded max 50)"));
  }
}
