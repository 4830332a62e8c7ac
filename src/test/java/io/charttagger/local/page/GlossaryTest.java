package io.charttagger.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page explains every word that a replay can bring. */
final class GlossaryTest {
  private static final Path PRODUCT = Path.of("src/main/java/io/charttagger");
  private static final Pattern WARNING =
      Pattern.compile("(?:new Warning|\\bwarn)\\([^;\"]*(?:\"\",\\s*)?\"([a-z]+(?:-[a-z]+)*)\",");
  private static final Pattern CODE = Pattern.compile("String CODE = \"([a-z-]+)\"");

  @Test
  void everyWarningOfTheProductIsExplained() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(PRODUCT)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        addAll(WARNING, source, codes);
        addAll(CODE, source, codes);
      }
    }

    assertThat(codes).contains("changelog", "passed-over", "skip-ci", "version-lower", "owed");
    assertThat(codes).allSatisfy(code -> assertThat(Glossary.warning(code).meaning()).isNotEmpty());
  }

  @Test
  void everyOutcomeOfAChartIsExplained() throws IOException {
    Set<String> words = new TreeSet<>();
    String source = Files.readString(PRODUCT.resolve("report/OutcomeWords.java"));
    addAll(
        Pattern.compile("case [A-Z_, ]+ -> \"([a-z-]+)\""),
        source.substring(
            source.indexOf("case CREATED, CREATED_EARLIER"), source.indexOf("case OK ->")),
        words);

    assertThat(words).contains("created", "refused", "undocumented");
    assertThat(words).allSatisfy(word -> assertThat(Glossary.chart(word).meaning()).isNotEmpty());
  }

  @Test
  void aWordThatItDoesNotKnowLeadsToTheMessage() {
    Term term = Glossary.warning("something-new");

    assertThat(term.meaning()).isEmpty();
    assertThat(term.remedy()).isEqualTo("follow the message");
  }

  private static void addAll(Pattern pattern, String source, Set<String> words) {
    Matcher matcher = pattern.matcher(source);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
  }
}
