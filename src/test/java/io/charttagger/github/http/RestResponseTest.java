package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestResponseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"message\":\"Not Found\"}                                          | Not Found",
        "{\"message\":\"No\",\"errors\":[{\"message\":\"too long\"},\"bad\"]} | No; too long; bad",
        "{\"message\":\"No\",\"errors\":[{\"resource\":\"Tag\",\"field\":\"ref\",\"code\":\"custom\"}]} | No; Tag ref custom",
        "{\"message\":\"No\",\"errors\":\"Sorry\"}                            | No",
        "{\"message\":\"No\",\"errors\":[null,{},7]}                          | No",
        "{\"message\":{\"a\":1}}                                              | ~~",
        "{\"message\":null}                                                   | ~~",
        "[]                                                                   | ~~",
        "null                                                                 | ~~",
        "<html>                                                               | ~~",
        "~~                                                                   | ~~"
      })
  void theMessageIsGitHubsWordsAndThoseOfItsErrors(String body, String message) throws Exception {
    assertThat(answer(422, body).message()).isEqualTo(message);
  }

  @Test
  void aMessageInNoKnownCharactersIsNone() throws Exception {
    byte[] wide = {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0x7f, 0x7f, 0x7f};
    RestResponse answer = RestResponse.of(new FakeGitHub().answers(403, wide).send(request()));

    assertThat(answer.message()).isEmpty();
    assertThatExceptionOfType(UnexpectedAnswerException.class).isThrownBy(answer::json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hunter2", "", "{", "hunter2"})
  void whatIsNotJsonIsNotQuoted(String body) throws Exception {
    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> answer(200, body).json())
        .withMessage("GitHub's answer to GET /a%20b is not JSON (status 200)");
  }

  @Test
  void headersAreFoundInAnyCase() throws Exception {
    RestResponse answer =
        RestResponse.of(new FakeGitHub().answers(200, "{}", "X-A", "1").send(request()));

    assertThat(answer.header("x-a")).contains("1");
    assertThat(answer.header("X-B")).isEmpty();
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer(300, "").isSuccess()).isFalse();
    assertThat(answer(199, "").isSuccess()).isFalse();
  }

  private static RestResponse answer(int status, String body) throws Exception {
    return RestResponse.of(new FakeGitHub().answers(status, body).send(request()));
  }

  private static RestRequest request() {
    return new RestRequest("GET", URI.create("https://api.example/a%20b?c=d"), Optional.empty());
  }
}
