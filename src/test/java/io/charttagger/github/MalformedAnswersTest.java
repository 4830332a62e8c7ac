package io.charttagger.github;

import static io.charttagger.github.GitHubAnswers.A;
import static io.charttagger.github.GitHubAnswers.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every endpoint times every way in which an answer may be wrong. A read is repeated and then ends
 * in a {@link TransientFailure}; a write is ambiguous and not repeated. Nothing else leaves the
 * adapter, and no null does.
 */
final class MalformedAnswersTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** What no endpoint answers; most of it does not even pass the wire. */
  private static final List<String> FOREIGN =
      List.of("", "<html>hunter2</html>", "7", "\"hunter2\"", "[[]]", "[7]", "[null]");

  @TestFactory
  Stream<DynamicTest> whatIsProperIsTaken() {
    return Stream.concat(Endpoint.reads().stream(), Endpoint.writes().stream())
        .map(
            endpoint ->
                DynamicTest.dynamicTest(
                    endpoint.name(),
                    () -> {
                      OpenedRepository opened = answering(endpoint.proper());
                      assertHasNoNull(endpoint.call().on(opened.repository()));
                      assertThat(opened.gitHub().requests()).hasSize(1);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aReadOfSomethingElseIsRepeatedAndThenTransient() {
    return tests(
        Endpoint.reads(),
        MalformedAnswersTest::wrong,
        (opened, failure) -> {
          assertThat(failure).isInstanceOf(TransientFailure.class);
          assertThat(failure.getMessage()).doesNotContain("hunter2");
          assertThat(opened.gitHub().requests()).hasSize(3);
          assertThat(opened.waited()).isEqualTo(Duration.ofMillis(1500));
        });
  }

  @TestFactory
  Stream<DynamicTest> aWriteAnsweredBySomethingElseIsAmbiguousAndNotRepeated() {
    return tests(
        Endpoint.writes(),
        MalformedAnswersTest::wrong,
        (opened, failure) -> {
          assertThat(failure).isInstanceOf(AmbiguousWriteException.class);
          assertThat(failure.getMessage()).doesNotContain("hunter2");
          assertThat(opened.gitHub().requests()).hasSize(1);
        });
  }

  @TestFactory
  Stream<DynamicTest> aFieldThatIsNotNeededMayBeMissing() {
    return Stream.concat(Endpoint.reads().stream(), Endpoint.writes().stream())
        .flatMap(
            endpoint ->
                endpoint.optional().stream()
                    .flatMap(
                        pointer ->
                            Stream.of(
                                without(endpoint.proper(), pointer),
                                with(endpoint.proper(), pointer, null)))
                    .map(
                        body ->
                            DynamicTest.dynamicTest(
                                endpoint.name() + " " + body,
                                () ->
                                    assertHasNoNull(
                                        endpoint.call().on(answering(body).repository())))));
  }

  /** One attempt of a read may meet a proxy's page. */
  @TestFactory
  Stream<DynamicTest> aReadIsRepeatedUntilItsAnswerIsProper() {
    return Endpoint.reads().stream()
        .map(
            endpoint ->
                DynamicTest.dynamicTest(
                    endpoint.name(),
                    () -> {
                      OpenedRepository opened = new OpenedRepository();
                      opened.gitHub().answers(200, "<html>").answers(200, "\"a\"");
                      opened.gitHub().answers(200, endpoint.proper());
                      assertHasNoNull(endpoint.call().on(opened.repository()));
                      assertThat(opened.gitHub().requests()).hasSize(3);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatGitHubDoesNotFindIsAbsentOrNotYetThere() {
    Set<String> mayBeAbsent =
        Set.of(
            "compare",
            "commit",
            "directory",
            "tagObject",
            "branch",
            "pullRequestsOf",
            "pullRequest",
            "releaseOf",
            "pullRequestDetails");
    String unknown = "{\"message\":\"No commit found for SHA: %s\"}".formatted(A);
    return Endpoint.reads().stream()
        .filter(endpoint -> !endpoint.name().equals("explain"))
        .map(
            endpoint ->
                DynamicTest.dynamicTest(
                    endpoint.name(),
                    () -> {
                      for (String body : List.of("{}", "<html>", "")) {
                        assertAbsent(endpoint, mayBeAbsent, 404, body);
                      }
                      assertAbsent(endpoint, mayBeAbsent, 422, unknown);
                    }));
  }

  private static void assertAbsent(
      Endpoint endpoint, Set<String> mayBeAbsent, int status, String body) throws Exception {
    OpenedRepository opened = new OpenedRepository();
    opened.gitHub().answers(status, body).forEver();
    if (mayBeAbsent.contains(endpoint.name())) {
      assertThat(endpoint.call().on(opened.repository())).isEqualTo(Optional.empty());
      assertThat(opened.gitHub().requests()).hasSize(1);
    } else {
      assertThat(catchThrowable(() -> endpoint.call().on(opened.repository())))
          .isInstanceOf(TransientFailure.class)
          .hasMessageContaining("although it exists");
      assertThat(opened.gitHub().requests()).hasSize(4);
      assertThat(opened.waited()).isEqualTo(Duration.ofMillis(3500));
    }
  }

  private interface Check {
    void check(OpenedRepository opened, Throwable failure);
  }

  private interface Bodies {
    Stream<String> of(Endpoint endpoint);
  }

  private static Stream<DynamicTest> tests(List<Endpoint> endpoints, Bodies bodies, Check check) {
    return endpoints.stream()
        .flatMap(
            endpoint ->
                bodies
                    .of(endpoint)
                    .distinct()
                    .map(
                        body ->
                            DynamicTest.dynamicTest(
                                endpoint.name() + " " + body,
                                () -> {
                                  OpenedRepository opened = answering(body);
                                  Throwable failure =
                                      catchThrowable(() -> endpoint.call().on(opened.repository()));
                                  check.check(opened, failure);
                                })));
  }

  private static OpenedRepository answering(String body) {
    OpenedRepository opened = new OpenedRepository();
    opened.gitHub().answers(200, body).forEver();
    return opened;
  }

  /** Every answer that the endpoint must not take for a proper one. */
  private static Stream<String> wrong(Endpoint endpoint) {
    Stream<String> containers = Stream.of(endpoint.isList() ? "{}" : "[]", "{\"message\":\"No\"}");
    Stream<String> broken =
        pointers(parsed(endpoint.proper()), "").stream()
            .flatMap(
                pointer -> {
                  Stream<String> mistyped = Stream.of(mistyped(endpoint.proper(), pointer));
                  boolean optional = endpoint.optional().contains(pointer);
                  return optional
                      ? Stream.<String>empty()
                      : Stream.concat(
                          mistyped,
                          Stream.of(
                              without(endpoint.proper(), pointer),
                              with(endpoint.proper(), pointer, null)));
                });
    return Stream.of(FOREIGN.stream(), containers, another(endpoint), broken)
        .flatMap(bodies -> bodies);
  }

  /** The same kind of object, but not the one that was asked for. */
  private static Stream<String> another(Endpoint endpoint) {
    String proper = endpoint.proper();
    String other = "d".repeat(40);
    return switch (endpoint.name()) {
      case "compare" ->
          Stream.of(
              proper.replace(A, other),
              proper.replace("ahead", "sideways"),
              proper.replace("\"total_commits\": 1", "\"total_commits\": 0"),
              proper.replace("\"total_commits\": 1", "\"total_commits\": -1"));
      case "commit", "tree", "below", "tagObject" -> Stream.of(proper.replace(A, other));
      case "commitsTouching" -> Stream.of("[]");
      case "tags" ->
          Stream.of(
              proper.replace("a-v1.0.0", "b-v1.0.0"),
              proper.replace("refs/tags", "refs/heads"),
              proper.replace("\"tag\"", "\"bag\""));
      case "branch" -> Stream.of(proper.replace("heads/topic", "heads/topic2"));
      case "pullRequest" -> Stream.of(GitHubAnswers.pullRequest(8));
      case "pullRequestDetails" ->
          Stream.of(GitHubAnswers.pullRequest(8), proper.replace("\"open\"", "\"ajar\""));
      case "openPullRequests", "createPullRequest" ->
          Stream.of(
              proper.replace("\"topic\"", "\"other\""),
              proper.replace("\"main\"", "\"other\""),
              proper.replace("\"open\"", "\"ajar\""),
              proper.replace("\"https:", "\"::"),
              proper.replace("\"number\": 7", "\"number\": 0"));
      case "releaseOf", "createRelease" ->
          Stream.of(
              proper.replace("\"a-v1.0.0\"", "\"a-v1.0.1\""), proper.replace("false", "true"));
      case "createTagObject" ->
          Stream.of(proper.replace(B, other), proper.replace("a-v1.0.0", "b-v1.0.0"));
      case "createRef" -> Stream.of(proper.replace(A, other), proper.replace("tags/a", "tags/b"));
      case "updatePullRequest" -> Stream.of(GitHubAnswers.pullRequest(8));
      case "createCheckRun" -> Stream.of(proper.replace(A, other));
      default -> Stream.empty();
    };
  }

  private static void assertHasNoNull(Object value) {
    assertThat(String.valueOf(value)).doesNotContain("null");
  }

  /** Every value in the tree but the root, as JSON pointers. */
  private static List<String> pointers(JsonNode node, String above) {
    List<String> pointers = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                pointers.add(above + "/" + field.getKey());
                pointers.addAll(pointers(field.getValue(), above + "/" + field.getKey()));
              });
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        pointers.addAll(pointers(array.get(index), above + "/" + index));
      }
    }
    return pointers;
  }

  private static String without(String body, String pointer) {
    JsonNode root = parsed(body);
    JsonPointer at = JsonPointer.compile(pointer);
    ((ObjectNode) root.at(at.head())).remove(at.last().getMatchingProperty());
    return root.toString();
  }

  private static String with(String body, String pointer, JsonNode value) {
    JsonNode root = parsed(body);
    JsonPointer at = JsonPointer.compile(pointer);
    ((ObjectNode) root.at(at.head())).set(at.last().getMatchingProperty(), value);
    return root.toString();
  }

  /** A scalar becomes an object, an object or a list becomes a text. */
  private static String mistyped(String body, String pointer) {
    JsonNode value = parsed(body).at(pointer);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return with(
        body,
        pointer,
        value.isContainerNode()
            ? nodes.textNode("hunter2")
            : nodes.objectNode().set("a", nodes.arrayNode()));
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
