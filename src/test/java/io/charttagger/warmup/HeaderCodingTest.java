package io.charttagger.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.warmup.HeaderTable.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to the examples of the standard and to Netty's coding. */
final class HeaderCodingTest {
  private static final String LONG = "a value of many bytes, ".repeat(100);

  @Test
  void requestsOfTheStandardAreRead() throws ProtocolException {
    HeaderDecoder decoder = new HeaderDecoder();

    assertThat(decoder.decode(Der.hex("828684418cf1e3c2e5f23a6ba0ab90f4ff")))
        .containsEntry(":method", "GET")
        .containsEntry(":scheme", "http")
        .containsEntry(":path", "/")
        .containsEntry(":authority", "www.example.com");
    assertThat(decoder.decode(Der.hex("828684be5886a8eb10649cbf")))
        .containsEntry(":authority", "www.example.com")
        .containsEntry("cache-control", "no-cache");
    assertThat(decoder.decode(Der.hex("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")))
        .containsEntry(":path", "/index.html")
        .containsEntry("custom-key", "custom-value");
  }

  @Test
  void whatNettyWritesIsRead() throws Exception {
    Http2HeadersEncoder netty = new DefaultHttp2HeadersEncoder();
    HeaderDecoder decoder = new HeaderDecoder();

    // More than the table holds.
    for (int request = 0; request < 50; request++) {
      Map<String, String> headers =
          Map.of(":path", "/" + request, "x-same", "same", "x-long", LONG + request % 3);
      DefaultHttp2Headers asked = new DefaultHttp2Headers();
      headers.forEach(asked::add);
      ByteBuf block = Unpooled.buffer();
      netty.encodeHeaders(1, asked, block);

      assertThat(decoder.decode(ByteBufUtil.getBytes(block))).isEqualTo(headers);
    }
  }

  @Test
  void whatIsWrittenIsReadByNetty() throws Exception {
    HeaderEncoder encoder = new HeaderEncoder();
    DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(true, 1_000_000);
    List<Integer> lengths = new ArrayList<>();

    for (int answer = 0; answer < 50; answer++) {
      List<Header> headers =
          List.of(
              new Header(":status", answer % 2 == 0 ? "200" : "201"),
              new Header("content-length", Integer.toString(answer)),
              new Header("x-same", "same"),
              new Header("x-long", LONG + answer % 3));
      byte[] block = encoder.encode(headers);
      lengths.add(block.length);
      List<Header> read = new ArrayList<>();
      netty
          .decodeHeaders(1, Unpooled.wrappedBuffer(block))
          .forEach(
              each -> read.add(new Header(each.getKey().toString(), each.getValue().toString())));

      assertThat(read).isEqualTo(headers);
    }
    assertThat(lengths.getFirst()).isGreaterThan(LONG.length() / 2);
  }

  @Test
  void whatWasSentBeforeIsANumber() {
    HeaderEncoder encoder = new HeaderEncoder();
    List<Header> headers = List.of(new Header("x-same", "same"), new Header(":status", "200"));
    byte[] first = encoder.encode(headers);

    assertThat(encoder.encode(headers)).isEqualTo(Der.hex("be 88")).hasSizeLessThan(first.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0005", "40 8825", "ff", "7f ff"})
  void headersThatEndWithinOneAreRefused(String block) {
    assertThatThrownBy(() -> new HeaderDecoder().decode(Der.hex(block)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("end within one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "be"})
  void aNumberThatNoHeaderHasIsRefused(String block) {
    assertThatThrownBy(() -> new HeaderDecoder().decode(Der.hex(block)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("no header has the number");
  }
}
