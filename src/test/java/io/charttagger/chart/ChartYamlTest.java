package io.charttagger.chart;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ChartYamlTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("usableFiles")
  void readsNameAndVersion(String shape, String yaml, String name, String version) {
    assertThat(ChartYaml.parse(yaml.getBytes(UTF_8)))
        .as(shape)
        .isEqualTo(
            new ChartYaml.Chart(
                ChartName.parse(name),
                ChartVersion.parse(version),
                Optional.empty(),
                Optional.empty()));
  }

  static Stream<Arguments> usableFiles() {
    return Stream.of(
        arguments("plain", "apiVersion: v2\nname: a\nversion: 1.2.3\n", "a", "1.2.3"),
        arguments("quoted", "name: \"a\"\nversion: '1.2.3'\n", "a", "1.2.3"),
        arguments("prerelease", "name: a\nversion: 1.2.3-rc.1\n", "a", "1.2.3-rc.1"),
        arguments("build", "name: a\nversion: 1.2.3+build.5\n", "a", "1.2.3+build.5"),
        arguments("comments", "# x: y\nname: a # b\n\nversion: 1.2.3 #4\n", "a", "1.2.3"),
        arguments("CRLF", "name: a\r\nversion: 1.2.3\r\n", "a", "1.2.3"),
        arguments("byte order mark", "\ufeffname: a\nversion: 1.2.3\n", "a", "1.2.3"),
        arguments("no line end", "version: 1.2.3\nname: a", "a", "1.2.3"),
        arguments("flow style", "{name: a, version: 1.2.3}", "a", "1.2.3"),
        arguments("document mark", "---\nname: a\nversion: 1.2.3\n...\n", "a", "1.2.3"),
        arguments("directive", "%YAML 1.1\n---\nname: a\nversion: 1.2.3\n", "a", "1.2.3"),
        arguments(
            "second document",
            "name: a\nversion: 1.2.3\n---\nname: b\nversion: 2.0.0\n",
            "a",
            "1.2.3"),
        arguments("broken second document", "name: a\nversion: 1.2.3\n---\n{[}: b\n", "a", "1.2.3"),
        arguments(
            "repeated keys: the last counts",
            "name: a\nversion: 1.0.0\nname: b\nversion: 2.0.0\n",
            "b",
            "2.0.0"),
        arguments("anchors", "x: &v 1.2.3\nname: &n a\nversion: *v\nalias: *n\n", "a", "1.2.3"),
        arguments(
            "merge key", "x: &x {name: a, version: 1.2.3}\n<<: *x\nkeywords: []\n", "a", "1.2.3"),
        arguments(
            "merge key: what is written out precedes",
            "x: &x {name: a, version: 1.2.3}\nversion: 2.0.0\n<<: *x\n",
            "a",
            "2.0.0"),
        arguments(
            "merge key with a list: the first precedes",
            "x: &x {name: a}\ny: &y {name: b, version: 1.2.3}\n<<: [*x, *y]\n",
            "a",
            "1.2.3"),
        arguments(
            "merge key within a merged mapping",
            "x: &x {version: 1.2.3}\ny: &y\n  <<: *x\n  name: a\n<<: *y\n",
            "a",
            "1.2.3"),
        arguments(
            "merge key with nonsense", "name: a\nversion: 1.2.3\n<<: [1, two]\n", "a", "1.2.3"),
        arguments(
            "merge key in a circle",
            "name: a\nversion: 1.2.3\nx: &x\n  <<: *x\n<<: *x\n",
            "a",
            "1.2.3"),
        arguments("explicit tag", "name: !!str 123\nversion: 1.2.3\n", "123", "1.2.3"),
        arguments("number, quoted", "name: '123'\nversion: 1.2.3\n", "123", "1.2.3"),
        arguments("boolean, quoted", "name: \"on\"\nversion: 1.2.3\n", "on", "1.2.3"),
        arguments("letter, quoted", "name: 'y'\nversion: 1.2.3\n", "y", "1.2.3"),
        arguments(
            "date, text to Helm", "name: 2026-11-22\nversion: 1.2.3\n", "2026-11-22", "1.2.3"),
        arguments("folded", "name: >-\n  a\nversion: |-\n  1.2.3\n", "a", "1.2.3"),
        arguments("library", "type: library\nname: a\nversion: 1.2.3\n", "a", "1.2.3"),
        arguments("other text", "name: a\nversion: 1.2.3\ndescription: \"日本 🚀\"\n", "a", "1.2.3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableFiles")
  void saysWhatIsWrongAndHowToFixIt(String yaml, String problem) {
    assertThat(ChartYaml.parse(yaml.getBytes(UTF_8))).isEqualTo(new ChartYaml.Invalid(problem));
  }

  static Stream<Arguments> unusableFiles() {
    String notStrict = " is not a SemVer 2 version; write ";
    return Stream.of(
        arguments("", "empty; write at least name and version"),
        arguments(
            "  \n# only a comment\n",
            "not a YAML mapping; write `name: …` and `version: …` at its top level"),
        arguments(" \n\n", "empty; write at least name and version"),
        arguments(
            "---\n---\nname: a\nversion: 1.0.0\n",
            "not a YAML mapping; write `name: …` and `version: …` at its top level"),
        arguments(
            "- name: a\n- version: 1.0.0\n",
            "not a YAML mapping; write `name: …` and `version: …` at its top level"),
        arguments("name", "not a YAML mapping; write `name: …` and `version: …` at its top level"),
        arguments("version: 1.0.0\n", "no name; add `name: …` to it"),
        arguments("name: a\n", "no version; add `version: …` to it"),
        arguments("name: a\nappVersion: 1.0.0\n", "no version; add `version: …` to it"),
        arguments("name: a\nx: {version: 1.0.0}\n", "no version; add `version: …` to it"),
        arguments("name: a\nx: &x {<<: *x}\n<<: *x\n", "no version; add `version: …` to it"),
        arguments("name: a\nversion:\n", "no version; add `version: …` to it"),
        arguments("name: ~\nversion: 1.0.0\n", "no name; add `name: …` to it"),
        arguments("name: a\nversion: 1.0.0\nversion: null\n", "no version; add `version: …` to it"),
        arguments("name: a\nversion: ''\n", "version is empty; give it a value"),
        arguments("name: \"\"\nversion: 1.0.0\n", "name is empty; give it a value"),
        arguments(
            "name: [a]\nversion: 1.0.0\n", "name is a list or a mapping; write a single value"),
        arguments(
            "name: a\nversion: {a: 1}\n", "version is a list or a mapping; write a single value"),
        arguments("name: a\nversion: 1.1\n", "version \"1.1\"" + notStrict + "1.1.0"),
        arguments("name: a\nversion: 1.10\n", "version \"1.10\"" + notStrict + "1.10.0"),
        arguments("name: a\nversion: 1\n", "version \"1\"" + notStrict + "1.0.0"),
        arguments("name: a\nversion: '1.1'\n", "version \"1.1\"" + notStrict + "1.1.0"),
        arguments("name: a\nversion: v1.2.3\n", "version \"v1.2.3\"" + notStrict + "1.2.3"),
        arguments("name: a\nversion: 1.02.0\n", "version \"1.02.0\"" + notStrict + "1.2.0"),
        arguments(
            "name: a\nversion: true\n",
            "version \"true\"" + notStrict + "three numbers, like 1.2.3"),
        arguments(
            "name: a\nversion: 2026-11-22\n",
            "version \"2026-11-22\"" + notStrict + "three numbers, like 1.2.3"),
        arguments(
            "name: a\nversion: {{ .V }}\n", "version is a list or a mapping; write a single value"),
        arguments(
            "name: ../a\nversion: 1.0.0\n",
            "name \"../a\" is not a chart name: use letters, digits, '.', '_' and '-', and start"
                + " with a letter or a digit"),
        arguments(
            "name: a\nname: b: c\n",
            "not valid YAML (line 2: mapping values are not allowed here); correct it"),
        arguments(
            "name: a\n\tversion: 1.0.0\n",
            "not valid YAML (line 2: found character '\\t(TAB)' that cannot start any token. (Do"
                + " not use \\t(TAB) for indentation)); correct it"),
        arguments(
            "name: *nowhere\n",
            "not valid YAML (line 1: found undefined alias nowhere); correct it"));
  }

  @ParameterizedTest
  @CsvSource({"123", "1.5", "0x1F", "1e+3", "true", "no", "On", "y", "N", ".5"})
  void aNameThatIsNotTextInYamlMustBeQuoted(String name) {
    assertThat(ChartYaml.parse(("name: " + name + "\nversion: 1.0.0\n").getBytes(UTF_8)))
        .isEqualTo(
            new ChartYaml.Invalid(
                "YAML reads the name \"" + name + "\" as a number or a boolean; quote it"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.10, 1.10",
    "'\"2.1\"', 2.1",
    "2026-11-26, 2026-11-26",
    "true, true",
    "'[1]', ",
    "~, ",
    "'', ",
    "'\"\"', ",
    "'\"a\\e[1mb\\tc\"', ab c"
  })
  void keepsTheVersionOfTheApplicationAsWritten(String written, @Nullable String appVersion) {
    assertThat(ChartYaml.parse(("name: a\nversion: 1.2.3\nappVersion: " + written).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            ChartYaml.Chart.class,
            chart -> assertThat(chart.appVersion()).isEqualTo(Optional.ofNullable(appVersion)));
  }

  @Test
  void anApplicationsVersionOfOverAHundredCharactersIsNone() {
    for (int length : new int[] {100, 101}) {
      assertThat(
              ChartYaml.parse(
                  ("name: a\nversion: 1.2.3\nappVersion: " + "x".repeat(length)).getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              ChartYaml.Chart.class,
              chart -> assertThat(chart.appVersion().isPresent()).isEqualTo(length == 100));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("annotations")
  void keepsTheChangesAnnotationWhenItIsAString(String annotations, Optional<String> changes) {
    String yaml = "name: a\nversion: 1.2.3\nannotations:" + annotations;
    assertThat(ChartYaml.parse(yaml.getBytes(UTF_8)))
        .isEqualTo(
            new ChartYaml.Chart(
                ChartName.parse("a"), ChartVersion.parse("1.2.3"), Optional.empty(), changes));
  }

  static Stream<Arguments> annotations() {
    return Stream.of(
        arguments(
            "\n  artifacthub.io/changes: |\n    - one\n    - two\n", Optional.of("- one\n- two\n")),
        arguments("\n  artifacthub.io/changes: '- one'\n", Optional.of("- one")),
        arguments("\n  artifacthub.io/changes: 5\n", Optional.empty()),
        arguments("\n  artifacthub.io/changes:\n  - one\n", Optional.empty()),
        arguments("\n  artifacthub.io/changes:\n", Optional.empty()),
        arguments("\n  artifacthub.io/license: MIT\n", Optional.empty()),
        arguments(" none\n", Optional.empty()),
        arguments("\n", Optional.empty()));
  }

  @Test
  void readsUtf16WithAByteOrderMark() {
    String yaml = "\ufeffname: a\nversion: 1.2.3\n";
    assertThat(ChartYaml.parse(yaml.getBytes(UTF_16LE))).isInstanceOf(ChartYaml.Chart.class);
    assertThat(ChartYaml.parse(yaml.getBytes(UTF_16BE))).isInstanceOf(ChartYaml.Chart.class);
    assertThat(ChartYaml.parse("\ufeff".getBytes(UTF_16LE)))
        .isEqualTo(new ChartYaml.Invalid("empty; write at least name and version"));
  }

  @Test
  void rejectsBytesThatAreNotText() {
    ChartYaml.Invalid notText = new ChartYaml.Invalid("not UTF-8 text; save it as UTF-8");
    byte[] latin =
        "name: a\nversion: 1.2.3\ndescription: é\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(ChartYaml.parse(latin)).isEqualTo(notText);
    assertThat(ChartYaml.parse(new byte[] {(byte) 0xff})).isEqualTo(notText);
    assertThat(ChartYaml.parse(new byte[] {'a', (byte) 0xff})).isEqualTo(notText);
    assertThat(ChartYaml.parse(new byte[] {(byte) 0xfe, (byte) 0xff, 0})).isEqualTo(notText);
  }

  @Test
  void hasAMaximumSize() {
    String yaml = "name: a\nversion: 1.2.3\nx: ";
    String largest = yaml + "a".repeat((1 << 20) - yaml.length());
    assertThat(ChartYaml.parse(largest.getBytes(UTF_8))).isInstanceOf(ChartYaml.Chart.class);
    assertThat(ChartYaml.parse((largest + "a").getBytes(UTF_8)))
        .isEqualTo(new ChartYaml.Invalid("larger than 1048576 bytes; keep only metadata in it"));
  }

  @Test
  void hasMaximumNestingAndAliases() {
    String chart = "name: a\nversion: 1.2.3\nx: &x [y]\n";
    assertThat(parse(chart + "l: " + "[".repeat(48) + "]".repeat(48) + "\n"))
        .isInstanceOf(ChartYaml.Chart.class);
    assertThat(parse(chart + "l: " + "[".repeat(51) + "]".repeat(51) + "\n"))
        .isEqualTo(
            new ChartYaml.Invalid("not valid YAML (Nesting Depth exceeded max 50); correct it"));
    assertThat(parse(chart + "l:\n" + "- *x\n".repeat(1000))).isInstanceOf(ChartYaml.Chart.class);
    assertThat(parse(chart + "l:\n" + "- *x\n".repeat(1001)))
        .isInstanceOfSatisfying(
            ChartYaml.Invalid.class,
            invalid -> assertThat(invalid.problem()).contains("aliases", "max=1000"));
  }

  @Test
  void ignoresYamlTags() {
    String chart = "name: a\nversion: 1.2.3\n";
    assertThat(parse(chart + "x: !!javax.script.ScriptEngineManager [a]\ny: !mine {a: b}\n"))
        .isInstanceOf(ChartYaml.Chart.class);
  }

  private static ChartYaml parse(String yaml) {
    return ChartYaml.parse(yaml.getBytes(UTF_8));
  }

  @Test
  void rejectsControlCharacters() {
    assertThat(ChartYaml.parse("name: a\nversion: 1.2.3\nx: \"\u0000\"\n".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            ChartYaml.Invalid.class,
            invalid ->
                assertThat(invalid.problem())
                    .startsWith("not valid YAML (")
                    .doesNotContain("\u0000", "\n"));
  }

  @Test
  void theTargetOfASymlinkIsInvalid() {
    assertThat(ChartYaml.parse("../other/Chart.yaml".getBytes(UTF_8)))
        .isInstanceOf(ChartYaml.Invalid.class);
  }
}
