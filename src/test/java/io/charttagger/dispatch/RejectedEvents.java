package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.dispatch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** Events that must be rejected for their shape, route, headers or bytes. */
final class RejectedEvents {
  private RejectedEvents() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(400, Rule.JSON, "no JSON", "tag everything"),
        rejected(400, Rule.JSON, "a dispatch cut short", dispatch().substring(0, 100)),
        rejected(400, Rule.JSON, "text after the dispatch", dispatch() + "{\"dry_run\": true}"),
        rejected(400, Rule.JSON, "a byte order mark", "\uFEFF" + dispatch()),
        rejected(
            400,
            Rule.JSON,
            "a key twice",
            dispatch("\"after\":", "\"after\": \"" + "0".repeat(40) + "\", \"after\":")),
        rejected(
            400,
            Rule.JSON,
            "a key twice, once escaped",
            dispatch("\"client_payload\": {", "\"client_payload\": {\"\\u0061fter\": \"x\",")),
        rejected(
            400,
            Rule.JSON,
            "100,000 brackets",
            dispatch("51234567", "[".repeat(100_000) + "]".repeat(100_000))),
        rejected(
            400,
            Rule.JSON,
            "a number of a million digits",
            dispatch("51234567", "9".repeat(1_000_000))),
        rejected(400, Rule.JSON, "NaN", dispatch("51234567", "NaN")),
        rejected(
            400, Rule.JSON, "a comment in the JSON", dispatch("51234567", "51234567 /* mine */")),
        rejected(400, Rule.UTF_8, "a Latin 1 byte", dispatch("main", "mäin").getBytes(ISO_8859_1)),
        rejected(400, Rule.UTF_8, "UTF-16", dispatch().getBytes(UTF_16)),
        rejected(
            400,
            Rule.UTF_8,
            "an overlong slash",
            dispatch("/helm", "\u00c0\u00afhelm").getBytes(ISO_8859_1)),
        rejected(400, Rule.TOO_LARGE, "10 MB", dispatch("main", "m".repeat(10_000_000))),
        rejected(400, Rule.EVENT_SHAPE, "an empty object", "{}"),
        rejected(400, Rule.EVENT_SHAPE, "an empty text", ""),
        rejected(400, Rule.EVENT_SHAPE, "null", "null"),
        rejected(400, Rule.EVENT_SHAPE, "a list of dispatches", "[" + dispatch() + "]"),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "an API Gateway event of format 1.0",
            api(event -> event.put("version", "1.0"))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a dispatch that is half an API Gateway event",
            dispatch("\"action\"", "\"requestContext\": {}, \"action\"")),
        rejected(400, Rule.METHOD, "GET", api(event -> method(event, "GET"))),
        rejected(400, Rule.METHOD, "DELETE", api(event -> method(event, "DELETE"))),
        rejected(
            400,
            Rule.METHOD,
            "a route that is POST by name only",
            api(event -> ((ObjectNode) event.at("/requestContext/http")).put("method", "PUT"))),
        rejected(400, Rule.PATH, "the webhook's path", api(event -> path(event, "/webhook"))),
        rejected(
            400,
            Rule.PATH,
            "another path under the route",
            api(event -> event.put("rawPath", "/dispatch/../admin"))),
        rejected(
            400, Rule.PATH, "the catch-all route", api(event -> event.put("routeKey", "$default"))),
        rejected(
            400, Rule.CONTENT_TYPE, "a form", contentType("application/x-www-form-urlencoded")),
        rejected(400, Rule.CONTENT_TYPE, "plain text", contentType("text/plain")),
        rejected(400, Rule.CONTENT_TYPE, "UTF-7", contentType("application/json; charset=utf-7")),
        rejected(
            400,
            Rule.CONTENT_TYPE,
            "the header twice, joined by API Gateway",
            contentType("application/json,text/plain")),
        rejected(
            400,
            Rule.CONTENT_TYPE,
            "the header twice, in two cases",
            api(
                event ->
                    ((ObjectNode) event.path("headers")).put("Content-Type", "application/json"))),
        rejected(400, Rule.CONTENT_TYPE, "no headers", api(event -> event.putNull("headers"))),
        rejected(400, Rule.FIELD, "no body", api(event -> event.remove("body"))),
        rejected(400, Rule.FIELD, "an empty body", apiBody("")),
        rejected(400, Rule.FIELD, "a body that is a list", apiBody("[]")),
        rejected(
            400,
            Rule.FIELD,
            "a body that is an object of the event",
            api(event -> event.putObject("body").put("action", "charts-merged"))),
        rejected(400, Rule.JSON, "a body that is no JSON", apiBody("after=1")),
        rejected(400, Rule.CONTENT_TYPE, "a body that is a form", apiBody("payload=%7B%7D")),
        rejected(
            400,
            Rule.UTF_8,
            "a body with half a surrogate pair",
            SavedEvents.unpairedSurrogate(apiBody("HALF"))),
        rejected(400, Rule.TOO_LARGE, "a body of 300 KB", apiBody("x".repeat(300_000))),
        rejected(
            400,
            Rule.TOO_LARGE,
            "a body of few characters and many bytes",
            apiBody("€".repeat(100_000))),
        rejected(400, Rule.TOO_LARGE, "a Base64 body of 300 KB", base64("A".repeat(400_000))),
        rejected(400, Rule.BASE64, "Base64 that is none", base64(dispatch())),
        rejected(400, Rule.BASE64, "Base64 of the other alphabet", base64("-_-_")),
        rejected(
            400,
            Rule.UTF_8,
            "Base64 of bytes that are no text",
            base64(Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, (byte) 0xfe}))),
        rejected(
            400,
            Rule.JSON,
            "Base64 twice",
            base64(Base64.getEncoder().encodeToString(encoded(dispatch()).getBytes(UTF_8)))),
        rejected(
            400,
            Rule.BASE64,
            "isBase64Encoded in quotation marks",
            api(event -> event.put("isBase64Encoded", "false"))));
  }

  private static void method(ObjectNode event, String method) {
    event.put("routeKey", method + " /dispatch");
    ((ObjectNode) event.at("/requestContext/http")).put("method", method);
  }

  private static void path(ObjectNode event, String path) {
    event.put("routeKey", "POST " + path).put("rawPath", path);
  }

  private static byte[] contentType(String value) {
    return api(event -> ((ObjectNode) event.path("headers")).put("content-type", value));
  }

  private static byte[] base64(String body) {
    return api(event -> event.put("isBase64Encoded", true).put("body", body));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
