package io.charttagger.local.github;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Makes {@link WrongAnswer}s. */
final class WrongReplies {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>Maintenance</title></head>
      <body><h1>We are back soon</h1><p>name: page</p><p>version: 9.9.9</p></body></html>
      """;

  // No UTF-8 text has this byte.
  private static final char NO_UTF_8 = '\u00FF';

  private final OtherThings others;

  WrongReplies(OtherThings others) {
    this.others = others;
  }

  /**
   * The wrong answer to a request.
   *
   * @param right what GitHub would answer; empty when the request is a write that is not done
   */
  Reply to(Call call, Access access, WrongAnswer wrong, Optional<Reply> right) throws IOException {
    return switch (wrong) {
      case WrongAnswer.Page() -> text(call, PAGE).with("Content-Type", "text/html; charset=utf-8");
      case WrongAnswer.Text(String json) -> text(call, json);
      case WrongAnswer.SomethingElse() -> others.than(call, access, right);
      case WrongAnswer.Half() -> {
        byte[] whole = likely(call, access, right).body();
        yield like(call, access, right, Arrays.copyOf(whole, whole.length / 2));
      }
      case WrongAnswer.Torn() ->
          like(call, access, right, likely(call, access, right).body()).torn();
      case WrongAnswer.HalfGzip() -> {
        byte[] packed = packed(likely(call, access, right).body());
        yield like(call, access, right, Arrays.copyOf(packed, packed.length / 2))
            .with("Content-Encoding", "gzip");
      }
      case WrongAnswer.NotUtf8() ->
          like(call, access, right, spoilt(call, likely(call, access, right).body()));
      case WrongAnswer.Endless(long bytes, boolean announced) -> {
        String start = isFile(call) ? "a" : "{\"x\":\"";
        Reply endless = text(call, start).filledBy(bytes - start.length());
        yield announced ? endless : endless.inChunks();
      }
      case WrongAnswer.Strange(int status) ->
          status == 204 ? Reply.empty(status) : Reply.text(status, "{\"message\":\"Strange\"}");
      case WrongAnswer.Missing() -> Refusal.notFound().reply();
      case WrongAnswer.Redirect(int status, java.net.URI target) ->
          Reply.json(status, Json.object("message", "Moved Permanently", "url", target.toString()))
              .with("Location", target.toString());
    };
  }

  /** The right answer, or, where none has a body, something that looks like one. */
  private Reply likely(Call call, Access access, Optional<Reply> right) throws IOException {
    return right.isPresent() && right.get().body().length > 0
        ? right.get()
        : others.than(call, access, right);
  }

  private Reply like(Call call, Access access, Optional<Reply> right, byte[] body)
      throws IOException {
    return likely(call, access, right).instead(success(call), body);
  }

  private static Reply text(Call call, String text) {
    return Reply.text(success(call), text);
  }

  /** The status of a success that has a body. */
  static int success(Call call) {
    return call.method().equals("POST") ? 201 : 200;
  }

  private static boolean isFile(Call call) {
    return call.accepts("raw");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Every text of JSON, every line of a file. */
  private static byte[] spoilt(Call call, byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String spoilt =
        isFile(call)
            ? NO_UTF_8 + text.replace("\n", "\n" + NO_UTF_8)
            : text.replace(":\"", ":\"" + NO_UTF_8);
    return spoilt.getBytes(ISO_8859_1);
  }
}
