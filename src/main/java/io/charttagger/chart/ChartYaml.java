package io.charttagger.chart;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a {@code Chart.yaml} says of its chart, or why it says nothing usable. Only the first
 * document counts, and of repeated keys the last, as Helm has it.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#the-chartyaml-file">The Chart.yaml file</a>
 */
public sealed interface ChartYaml {

  /**
   * A chart that can be tagged: its {@link TagName} is legal.
   *
   * @param changes the annotation {@code artifacthub.io/changes} as written, when it is a string
   */
  record Chart(ChartName name, ChartVersion version, Optional<String> changes)
      implements ChartYaml {}

  /**
   * A file that names no taggable chart.
   *
   * @param problem one line that quotes the bad value and says how to mend it; it does not name the
   *     file
   */
  record Invalid(String problem) implements ChartYaml {}

  /** Reads the bytes of a {@code Chart.yaml}; never fails, whatever they are. */
  static ChartYaml parse(byte[] content) {
    if (content.length > ChartYamlReader.LARGEST) {
      return new Invalid(
          "larger than " + ChartYamlReader.LARGEST + " bytes; keep metadata only in it");
    }
    try {
      return ChartYamlReader.read(decode(content));
    } catch (CharacterCodingException malformed) {
      return new Invalid("not text in UTF-8; save it in UTF-8");
    } catch (YAMLException malformed) {
      return new Invalid("not valid YAML (" + SafeYaml.faultOf(malformed) + "); correct it");
    } catch (IllegalArgumentException refused) {
      return new Invalid(String.valueOf(refused.getMessage()));
    }
  }

  /** UTF-8, or UTF-16 when a byte order mark says so, which Helm's YAML parser reads, too. */
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
