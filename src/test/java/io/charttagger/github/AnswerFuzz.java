package io.charttagger.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.fuzz.FuzzTarget;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Whatever GitHub answers to a request, the adapter gives a value or one of its three failures. The
 * first byte of an input chooses the endpoint, and the second one the status and whether the answer
 * is compressed; the rest is the answer.
 */
public final class AnswerFuzz implements FuzzTarget {
  private static final List<Integer> STATUSES = List.of(200, 201, 403, 404, 409, 422, 429, 500);

  private final List<Endpoint> endpoints =
      Stream.concat(Endpoint.reads().stream(), Endpoint.writes().stream()).toList();

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
      seeds.add((char) endpoint + "\0" + endpoints.get(endpoint).proper());
    }
    seeds.add("\0\2{\"message\": \"You have exceeded a secondary rate limit\"}");
    seeds.add("\1\3{\"message\": \"Not Found\"}");
    seeds.add(
        "\2\5{\"message\": \"Validation Failed\", \"errors\": [{\"code\": \"custom\"}, \"x\"]}");
    seeds.add("\3\0060\n");
    return seeds;
  }

  @Override
  public void read(byte[] input) throws IOException {
    if (input.length < 2) {
      return;
    }
    Endpoint endpoint = endpoints.get((input[0] & 0xff) % endpoints.size());
    int status = STATUSES.get((input[1] & 0xff) % STATUSES.size());
    byte[] body = Arrays.copyOfRange(input, 2, input.length);
    String line = new String(body, UTF_8).lines().findFirst().orElse("");
    OpenedRepository opened = new OpenedRepository();
    opened
        .gitHub()
        .answers(
            status,
            input[1] < 0 ? zipped(body) : body,
            "Retry-After",
            line,
            "X-RateLimit-Reset",
            line,
            "Content-Encoding",
            input[1] < 0 ? "gzip" : "identity")
        .forEver()
        .checked();
    try {
      assertThat(endpoint.call().on(opened.repository())).isNotNull();
    } catch (TransientFailure | PermanentFailure | AmbiguousWriteException failure) {
      assertThat(failure.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    }
    return zipped.toByteArray();
  }
}
