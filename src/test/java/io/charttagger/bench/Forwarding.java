package io.charttagger.bench;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/** Hands each request of a connection on to a server over plain HTTP/1.1. */
final class Forwarding extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String STREAM =
      HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text().toString();
  // They are about one connection or one encoding of the body.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect");

  private final URI plain;

  Forwarding(URI plain) {
    this.plain = plain;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest asked) {
    String stream = asked.headers().get(STREAM, "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(plain.resolve("/") + asked.uri().substring(1)))
            .method(
                asked.method().name(),
                BodyPublishers.ofByteArray(ByteBufUtil.getBytes(asked.content())));
    asked
        .headers()
        .forEach(
            header -> {
              if (isForwarded(header.getKey())) {
                request.header(header.getKey(), header.getValue());
              }
            });
    var _ =
        CLIENT
            .sendAsync(request.build(), BodyHandlers.ofByteArray())
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    var _ = context.writeAndFlush(response(answer, stream));
                  } else {
                    // As the server behind did.
                    var _ = context.close();
                  }
                });
  }

  private static FullHttpResponse response(HttpResponse<byte[]> answer, String stream) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.statusCode()),
            Unpooled.wrappedBuffer(answer.body()));
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (isForwarded(name)) {
                response.headers().add(name, values);
              }
            });
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    if (!stream.isEmpty()) {
      response.headers().set(STREAM, stream);
    }
    return response;
  }

  private static boolean isForwarded(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !OF_THE_CONNECTION.contains(name) && !name.startsWith("x-http2-");
  }
}
