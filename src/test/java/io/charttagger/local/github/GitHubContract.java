package io.charttagger.local.github;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds requests and answers against GitHub's published OpenAPI description.
 *
 * @see <a href="https://github.com/github/rest-api-description">github/rest-api-description</a>
 */
public final class GitHubContract {
  /** Answers that GitHub gives everywhere, though it describes them for some endpoints only. */
  private static final Set<Integer> GENERAL =
      Set.of(301, 307, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503);

  /** Places in a path that may hold slashes, which the validator cannot know. */
  private static final Pattern LONG_PLACE =
      Pattern.compile(
          "(/repos/[^/]+/[^/]+/(?:contents|git/ref|git/refs|git/matching-refs|git/trees|compare"
              + "|rules/branches|branches|commits|releases/tags)/)(.+?)(/pulls|/check-runs)?");

  private final OpenApiInteractionValidator validator;

  private GitHubContract(OpenApiInteractionValidator validator) {
    this.validator = validator;
  }

  /** Loads the description, {@code api.github.com.json}; takes some seconds. */
  public static GitHubContract load(Path description) {
    return new GitHubContract(
        OpenApiInteractionValidator.createForInlineApiSpecification(
                GitHubDescription.read(description))
            .withBasePathOverride("/")
            .withLevelResolver(
                LevelResolver.create()
                    // The simulator's own addresses hold braces (templates) and a port.
                    .withLevel(
                        "validation.response.body.schema.format.uri", ValidationReport.Level.IGNORE)
                    // GitHub's answers hold more than is described.
                    .withLevel(
                        "validation.response.body.schema.additionalProperties",
                        ValidationReport.Level.IGNORE)
                    .build())
            .build());
  }

  /**
   * What does not keep to the description, one line each. Dropped connections, unsupported requests
   * and endpoints that are not described ({@code /repositories/{id}}) are passed over; a request is
   * looked at only when it was accepted, for others are often wrong on purpose.
   */
  public List<String> violations(List<LoggedRequest> requests) {
    List<String> violations = new ArrayList<>();
    for (LoggedRequest request : requests) {
      if (request.status() != LoggedRequest.Answer.DROPPED
          && !request.unsupported()
          && !request.path().startsWith("/repositories/")) {
        violations.addAll(violations(request));
      }
    }
    return violations;
  }

  /** What in the body of a request does not keep to the description, one line each. */
  public List<String> violations(String method, String path, String body) {
    return validator
        .validateRequest(
            new SimpleRequest.Builder(Request.Method.valueOf(method), path)
                .withContentType("application/json")
                .withBody(body)
                .build())
        .getMessages()
        .stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> path + ": " + message)
        .toList();
  }

  private List<String> violations(LoggedRequest logged) {
    List<ValidationReport.Message> messages = new ArrayList<>();
    SimpleRequest request = request(logged);
    if (logged.status() < 300) {
      messages.addAll(validator.validateRequest(request).getMessages());
    }
    messages.addAll(
        validator
            .validateResponse(request.getPath(), request.getMethod(), response(logged))
            .getMessages());
    return messages.stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .filter(message -> !isGeneral(message, logged))
        .map(message -> logged + ": " + message)
        .toList();
  }

  private static boolean isGeneral(ValidationReport.Message message, LoggedRequest logged) {
    return switch (message.getKey()) {
      case "validation.response.status.unknown", "validation.response.body.unexpected" ->
          GENERAL.contains(logged.status()) && logged.answer().body().contains("\"message\":");
      case "validation.response.contentType.notAllowed" ->
          logged.answer().contentType().startsWith("application/vnd.github.raw");
      // Described as "a user or an empty object", either of which may be null: null is both.
      case "validation.response.body.schema.oneOf.indexes" ->
          isAbout(message, ".*/(author|committer)");
      // The list of installations is described as if an account were a user and an enterprise at
      // once; a single installation's is one of them.
      case "validation.response.body.schema.required" ->
          logged.path().startsWith("/app/installations?")
              && isAbout(message, "/\\d+/account")
              && message.getMessage().matches(".*'(created_at|updated_at|name|slug)'.*");
      default -> false;
    };
  }

  private static boolean isAbout(ValidationReport.Message message, String pointer) {
    return message
        .getContext()
        .flatMap(ValidationReport.MessageContext::getPointers)
        .filter(pointers -> pointers.getInstance().matches(pointer))
        .isPresent();
  }

  private static SimpleRequest request(LoggedRequest logged) {
    int question = logged.path().indexOf('?');
    String path = question < 0 ? logged.path() : logged.path().substring(0, question);
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(Request.Method.valueOf(logged.method()), oneSegment(path));
    if (question >= 0) {
      for (String pair : logged.path().substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        request.withQueryParam(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return logged.body().isEmpty()
        ? request.build()
        : request.withContentType("application/json").withBody(logged.body()).build();
  }

  private static SimpleResponse response(LoggedRequest logged) {
    SimpleResponse.Builder response = new SimpleResponse.Builder(logged.status());
    return logged.answer().size() == 0
        ? response.build()
        : response
            .withContentType(logged.answer().contentType())
            .withBody(logged.answer().body())
            .build();
  }

  private static String oneSegment(String path) {
    if (path.endsWith("/contents/")) {
      return path + "%2F";
    }
    Matcher matcher = LONG_PLACE.matcher(path);
    if (!matcher.matches()) {
      return path;
    }
    String end = matcher.group(3) == null ? "" : matcher.group(3);
    return matcher.group(1) + matcher.group(2).replace("/", "%2F") + end;
  }
}
