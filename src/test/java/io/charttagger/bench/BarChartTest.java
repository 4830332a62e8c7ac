package io.charttagger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class BarChartTest {

  @Test
  void drawsWellFormedBarsThatAreAsLongAsTheirValues() throws Exception {
    BarChart chart = BarChart.withMark("a < b & c", 1);
    chart.add("<first>", 2, "2.00", BarChart.Look.OVER);
    chart.add("second", 0.5, "0.50", BarChart.Look.USUAL);

    Document svg = parsed(chart.svg());

    assertThat(width(svg, 0)).isEqualTo(4 * width(svg, 1));
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & c");
    assertThat(svg.getElementsByTagName("line").getLength()).isOne();
  }

  @Test
  void drawsNothingButATitleWithoutBars() throws Exception {
    assertThat(parsed(BarChart.of("empty").svg()).getElementsByTagName("rect").getLength())
        .isZero();
  }

  private static double width(Document svg, int bar) {
    return Double.parseDouble(
        ((Element) svg.getElementsByTagName("rect").item(bar)).getAttribute("width"));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }
}
