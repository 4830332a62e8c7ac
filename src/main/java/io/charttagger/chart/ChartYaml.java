package io.charttagger.chart;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The content of a {@code Chart.yaml}, or why it cannot be used. As in Helm, only the first
 * document counts, and the last of repeated keys wins.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#the-chartyaml-file">The Chart.yaml file</a>
 */
public sealed interface ChartYaml {

  /**
   * A chart that can be tagged, unless its tag would be illegal.
   *
   * @param appVersion the version of the application that it installs, on one line, when it says
   *     so; any text
   * @param changes the annotation {@code artifacthub.io/changes} as written, when it is a string
   */
  record Chart(
      ChartName name, ChartVersion version, Optional<String> appVersion, Optional<String> changes)
      implements ChartYaml {}

  /**
   * A file that does not describe a chart that can be tagged.
   *
   * @param problem one line that quotes the bad value and says how to fix it; it does not name the
   *     file
   */
  record Invalid(String problem) implements ChartYaml {}

  /** Reads the bytes of a {@code Chart.yaml}. Never fails. */
  static ChartYaml parse(byte[] content) {
    if (content.length > ChartYamlReader.MAX_BYTES) {
      return new Invalid(
          "larger than " + ChartYamlReader.MAX_BYTES + " bytes; keep only metadata in it");
    }
    try {
      return ChartYamlReader.read(decode(content));
    } catch (CharacterCodingException malformed) {
      return new Invalid("not UTF-8 text; save it as UTF-8");
    } catch (YAMLException malformed) {
      return new Invalid("not valid YAML (" + SafeYaml.problemOf(malformed) + "); correct it");
    } catch (IllegalArgumentException invalid) {
      return new Invalid(String.valueOf(invalid.getMessage()));
    }
  }

  /** UTF-8, or UTF-16 with a byte order mark, which Helm's YAML parser reads as well. */
  private static String decode(byte[] content) throws CharacterCodingException {
    String text = charsetOf(content).newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static Charset charsetOf(byte[] content) {
    int mark = content.length < 2 ? 0 : (content[0] & 0xff) << 8 | (content[1] & 0xff);
    return switch (mark) {
      case 0xfeff -> StandardCharsets.UTF_16BE;
      case 0xfffe -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
