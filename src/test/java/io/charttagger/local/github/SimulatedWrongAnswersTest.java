package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static io.charttagger.local.github.SimulatorFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Note;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each {@link WrongAnswer} as a client sees it, to a read and to a write. */
final class SimulatedWrongAnswersTest {
  private static final String FILE = REPOSITORY + "/contents/charts/a/Chart.yaml?ref=main";

  private final SimulatorFixture fixture = new SimulatorFixture();
  private final GitHubSimulator simulator = fixture.simulator;
  private final Client client = fixture.client;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aPageIsHtmlWithTheStatusOfASuccess() {
    Client.Answer read = readingGets(new WrongAnswer.Page());
    Client.Answer write = writingGets(Fault.instead(new WrongAnswer.Page()));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Content-Type")).startsWith("text/html");
    assertThat(read.text()).startsWith("<!DOCTYPE html>");
    assertThat(write.status()).isEqualTo(201);
    assertThat(write.text()).isEqualTo(read.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]"})
  void anyJsonCanCome(String json) {
    assertThat(readingGets(new WrongAnswer.Text(json)).text()).isEqualTo(json);
    assertThat(writingGets(Fault.instead(new WrongAnswer.Text(json))).text()).isEqualTo(json);
  }

  @Test
  void aWriteIsDoneOrNotWhateverIsAnswered() {
    Fault instead = Fault.instead(new WrongAnswer.Page());
    simulator.faults().next(arrival -> arrival.is("POST", "/git/refs"), instead);
    assertThat(tag("a").status()).isEqualTo(201);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(404);

    Fault afterwards = Fault.afterwards(new WrongAnswer.Page());
    simulator.faults().next(arrival -> arrival.is("POST", "/git/refs"), afterwards);
    assertThat(tag("b").text()).startsWith("<!DOCTYPE html>");
    assertThat(client.get(REPOSITORY + "/git/ref/tags/b").status()).isEqualTo(200);
  }

  @Test
  void halfAnAnswerCanBeNoticedByItsTextOnly() {
    Client.Answer half = readingGets(new WrongAnswer.Half());

    assertThat(half.status()).isEqualTo(200);
    assertThat(half.text()).startsWith("{").doesNotEndWith("}");
    assertThatThrownBy(half::json)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aTornAnswerEndsWithTheConnection() {
    assertThatThrownBy(() -> readingGets(new WrongAnswer.Torn()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
  }

  @Test
  void halfOfAGzipCannotBeUnpacked() throws IOException {
    Client.Answer half = readingGets(new WrongAnswer.HalfGzip());

    assertThat(half.header("Content-Encoding")).isEqualTo("gzip");
    try (InputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(half.response().body()))) {
      assertThatThrownBy(unpacked::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void textsAndFilesCanHoldWhatIsNoUtf8() {
    simulator.faults().every(arrival -> true, Fault.instead(new WrongAnswer.NotUtf8()));

    for (Client.Answer spoilt : List.of(client.get(REPOSITORY), client.raw().get(FILE))) {
      assertThat(spoilt.status()).isEqualTo(200);
      assertThatThrownBy(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(spoilt.response().body())))
          .isInstanceOf(CharacterCodingException.class);
    }
    assertThat(client.get(REPOSITORY).text()).startsWith("{").endsWith("}");
    assertThat(client.raw().get(FILE).text()).contains("version: 1.0.0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEndlessAnswerLooksLikeWhatWasAskedFor(boolean announced) {
    int size = 300_000;
    simulator
        .faults()
        .every(arrival -> true, Fault.instead(new WrongAnswer.Endless(size, announced)));

    Client.Answer json = client.get(REPOSITORY);
    Client.Answer file = client.raw().get(FILE);

    assertThat(json.text()).startsWith("{\"x\":\"aaa").hasSize(size);
    assertThat(file.text()).matches("a{" + size + "}");
    assertThat(json.header("Content-Length")).isEqualTo(announced ? "300000" : "");
    assertThat(simulator.log().bytesSent()).isEqualTo(2L * size);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 299, 600, 999})
  void anyStatusCanCome(int status) {
    assertThat(readingGets(new WrongAnswer.Strange(status)).status()).isEqualTo(status);
  }

  @Test
  void afterAnInterimStatusTheConnectionEnds() {
    assertThatThrownBy(() -> readingGets(new WrongAnswer.Strange(199)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatIsThereCanBeMissingOnceOrAlways() {
    Fault missing = Fault.instead(new WrongAnswer.Missing());
    simulator.faults().next(arrival -> true, missing);
    assertThat(client.get(REPOSITORY).at("/message")).isEqualTo("Not Found");
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);

    simulator.faults().every(arrival -> true, missing);
    assertThat(client.get(REPOSITORY).status()).isEqualTo(404);
    assertThat(client.get(REPOSITORY).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307})
  void aRedirectLeadsToAHostThatNotesWhoComes(int status) throws IOException {
    try (ForeignHost foreign = ForeignHost.start()) {
      WrongAnswer redirect = new WrongAnswer.Redirect(status, foreign.url());
      Client.Answer answer = readingGets(redirect);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Location")).isEqualTo(foreign.url().toString());
      assertThat(foreign.visitors()).isEmpty();

      simulator.faults().next(arrival -> true, Fault.instead(redirect));
      URI followed = URI.create(simulator.url() + REPOSITORY);
      HttpURLConnection follower = (HttpURLConnection) followed.toURL().openConnection();
      follower.setRequestProperty("X-Mine", "secret");
      assertThat(follower.getResponseCode()).isEqualTo(200);

      assertThat(foreign.visitors())
          .singleElement()
          .satisfies(
              visitor -> {
                assertThat(visitor.request()).isEqualTo("GET /elsewhere");
                assertThat(visitor.headers()).contains("X-Mine");
              });
    }
  }

  @Test
  void somethingElseIsAValidAnswerAboutAnotherThing() {
    CommitSha next = fixture.propose("change", "charts/a/Chart.yaml", "name: a\nversion: 2.0.0\n");
    String tree = "/git/trees/" + next + ":charts";

    assertThat(elseThan("/git/commits/" + next).at("/sha")).isEqualTo(fixture.root.value());
    assertThat(elseThan("/commits/" + next).at("/sha")).isEqualTo(fixture.root.value());
    assertThat(elseThan(tree).at("/sha"))
        .isNotEqualTo(client.get(REPOSITORY + tree).at("/sha"))
        .isEqualTo(client.get(REPOSITORY + "/git/trees/" + fixture.root + ":charts").at("/sha"));
    assertThat(elseThan("/compare/main..." + next).at("/status")).isEqualTo("identical");
    assertThat(elseThan("/git/ref/heads/main").at("/ref")).isEqualTo("refs/heads/change");
    assertThat(elseThan("/git/matching-refs/tags/a").at("/0/ref")).isEqualTo("refs/heads/change");
    assertThat(elseThan("/commits?path=charts/a&sha=" + next).at("/0/sha"))
        .isEqualTo(fixture.root.value());
    assertThat(elseThan("/branches/main").at("/name")).isEqualTo("change");
    String one = fixture.history.annotatedTag("one", next.value(), Note.of("one\n", START));
    String other = fixture.history.annotatedTag("other", next.value(), Note.of("other\n", START));
    assertThat(elseThan("/git/tags/" + one).at("/sha")).isEqualTo(other);
    assertThat(elseThan("/contents/charts/a/Chart.yaml?ref=" + next).at("/sha"))
        .isEqualTo(client.get(FILE).at("/sha"));
    assertThat(elseThan("/git/blobs/" + client.get(FILE).at("/sha")).at("/size")).isEqualTo("23");
  }

  @Test
  void somethingElseMayBeAnotherPullRequest() {
    fixture.propose("one", "README.md", "one\n");
    fixture.propose("two", "README.md", "two\n");
    fixture.repository.pulls().open(new PullRequestDraft("One", "", "one", "main"));
    fixture.repository.pulls().open(new PullRequestDraft("Two", "", "two", "main"));

    assertThat(elseThan("/pulls/1").at("/number")).isEqualTo("2");
    assertThat(elseThan("/pulls?head=acme:one&state=open").json()).hasSize(2);
    simulator.faults().next(arrival -> true, Fault.instead(new WrongAnswer.SomethingElse()));
    assertThat(client.patch(REPOSITORY + "/pulls/2", "title", "New").at("/number")).isEqualTo("1");
    assertThat(fixture.repository.pulls().get(2).title()).isEqualTo("Two");
  }

  @Test
  void somethingElseThanWhatIsWrittenIsAnotherThingWritten() {
    CommitSha next = fixture.propose("change", "README.md", "new\n");
    Fault somethingElse = Fault.afterwards(new WrongAnswer.SomethingElse());
    simulator.faults().every(arrival -> !arrival.method().equals("GET"), somethingElse);

    Client.Answer object =
        client.post(
            REPOSITORY + "/git/tags",
            "tag",
            "a",
            "message",
            "a",
            "object",
            fixture.root.value(),
            "type",
            "commit");
    Client.Answer ref = tag("a");
    Client.Answer check =
        client.post(
            REPOSITORY + "/check-runs",
            "name",
            "mine",
            "head_sha",
            next.value(),
            "status",
            "queued");
    Client.Answer deleted = client.delete(REPOSITORY + "/git/refs/tags/a");

    assertThat(object.status()).isEqualTo(201);
    assertThat(object.at("/object/sha")).isEqualTo(next.value());
    assertThat(ref.status()).isEqualTo(201);
    assertThat(ref.at("/ref")).isEqualTo("refs/heads/change");
    assertThat(check.status()).isEqualTo(201);
    assertThat(check.at("/head_sha")).isEqualTo(fixture.root.value());
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(404);
    assertThat(fixture.repository.checks().all()).hasSize(1);
  }

  private Client.Answer elseThan(String path) {
    simulator.faults().next(arrival -> true, Fault.instead(new WrongAnswer.SomethingElse()));
    Client.Answer answer = client.get(REPOSITORY + path);
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private Client.Answer readingGets(WrongAnswer answer) {
    simulator.faults().next(arrival -> true, Fault.instead(answer));
    return client.get(REPOSITORY);
  }

  private Client.Answer writingGets(Fault fault) {
    simulator.faults().next(arrival -> true, fault);
    return tag("a");
  }

  private Client.Answer tag(String name) {
    return client.post(
        REPOSITORY + "/git/refs", "ref", "refs/tags/" + name, "sha", fixture.root.value());
  }
}
