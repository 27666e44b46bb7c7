package org.steadyboard.host.input;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.steadyboard.host.input.Routes.Route;

/**
 * Says nonsense to every route of a service, in every place of a request: whatever it is, it is
 * never the service's fault and always told as a problem, and no cache keeps the answer unasked.
 */
public final class AnyInput implements AutoCloseable {

  /** A good id, of what may or may not be there. */
  public static final String SOME_ID = "0198c0de-0000-7000-8000-000000000001";

  private static final List<String> IN_PATHS =
      List.of(
          "x",
          "-",
          "%00",
          "%20",
          "%2e%2e%2f",
          "%ff",
          "%F0%9F%99%82",
          "a".repeat(3000),
          "1-1-1-1-1",
          "00000000-0000-0000-0000-000000000000",
          SOME_ID.toUpperCase(java.util.Locale.ROOT));

  private static final List<String> IN_QUERIES =
      List.of(
          "",
          "x",
          "-1",
          "0",
          "99999999999999999999",
          "1.5",
          "%00",
          "%ff",
          "%ED%A0%80",
          SOME_ID,
          "a".repeat(5000),
          cursor("4294967295"),
          cursor("2147483647"),
          cursor("-1"),
          cursor("٣"),
          cursor("+300000-01-01T00:00:00Z\n" + SOME_ID),
          cursor("-300000-01-01T00:00:00Z\n" + SOME_ID),
          cursor("\n" + SOME_ID),
          cursor("x\n1-1-1-1-1"),
          cursor("\uD83D\n\0"),
          cursor("\n\n\n"));

  private static final List<String[]> HEADERS =
      List.of(
          new String[] {"Accept", "bogus"},
          new String[] {"Accept", "/"},
          new String[] {"Accept", "application/json;q=x, text/*"},
          new String[] {"Accept", "image/png"},
          new String[] {"Accept-Language", "\"';--"},
          new String[] {"Content-Type", "bogus"},
          new String[] {"Content-Type", "application/json;charset=bogus"},
          new String[] {"Content-Type", "multipart/form-data;boundary="},
          new String[] {"Content-Type", "application/x-www-form-urlencoded"},
          new String[] {"Content-Encoding", "gzip"},
          new String[] {"If-None-Match", "\"\", W/, ,\"x"},
          new String[] {"If-Range", "\"x\""},
          new String[] {"Range", "bytes=9-1"},
          new String[] {"Range", "bytes=99999999999999999999-"},
          new String[] {"Authorization", "Board " + SOME_ID + ".x"},
          new String[] {"Authorization", "Basic x"},
          new String[] {"Origin", "https://evil.example"},
          new String[] {"Origin", "null"},
          new String[] {"X-HTTP-Method-Override", "TRACE"},
          new String[] {"Cookie", "session=x; session="});

  private static final List<String> VALUES =
      List.of(
          "\"\"",
          "null",
          "0",
          "-1",
          "1e999",
          "true",
          "{}",
          "[]",
          "[null]",
          "[\"\"]",
          "[[]]",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"x\"",
          "\"" + SOME_ID + "\"",
          "\"" + "a".repeat(5000) + "\"");

  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "{",
          "null",
          "[]",
          "\"\"",
          "0",
          "{}",
          "{\"x\":1}",
          "{\"\":\"\"}",
          "\0",
          "[".repeat(20_000),
          "{\"a\":".repeat(10_000),
          "9".repeat(2_000));

  private final URI service;
  private final String cookie;
  private final Map<String, String> good;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> wrong = new ArrayList<>();
  private int asked;

  /**
   * @param cookie of the session of somebody who may do everything
   * @param good what fields of a body may be, as JSON; others are left out
   */
  public AnyInput(URI service, String cookie, Map<String, String> good) {
    this.service = service;
    this.cookie = cookie;
    this.good = good;
  }

  /** What the service's own description says it answers. */
  public List<Route> routes() throws IOException, InterruptedException {
    var document =
        client.send(
            HttpRequest.newBuilder(service.resolve("/q/openapi?format=json")).build(),
            BodyHandlers.ofString());
    return Routes.in(new ObjectMapper().readTree(document.body()));
  }

  /** A line for each request that was answered as none may be; empty when all is well. */
  public List<String> wrongAnswers() throws IOException, InterruptedException {
    for (var route : routes()) {
      askAll(route);
    }
    return List.copyOf(wrong);
  }

  private void askAll(Route route) throws IOException, InterruptedException {
    var path = route.path().replaceAll("\\{\\w+}", SOME_ID);
    for (var value : route.path().contains("{") ? IN_PATHS : List.<String>of()) {
      ask(route, route.path().replaceAll("\\{\\w+}", value), Map.of(), good(route));
    }
    for (var name : route.query()) {
      for (var value : IN_QUERIES) {
        ask(route, path + "?q=x&" + name + "=" + value, Map.of(), good(route));
      }
    }
    for (var header : HEADERS) {
      ask(route, path, Map.of(header[0], header[1]), good(route));
    }
    if (route.hasBody()) {
      for (var body : BODIES) {
        ask(route, path, Map.of(), body);
      }
      for (var field : route.fields()) {
        for (var value : VALUES) {
          ask(route, path, Map.of(), body(route, field, value));
        }
      }
    }
  }

  private void ask(Route route, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(service.resolve(path));
    var all = new HashMap<String, String>();
    all.put("Content-Type", "application/json");
    // Nobody else's attempts.
    all.put("X-Forwarded-For", "10.1.%d.%d".formatted(asked / 250, asked % 250));
    if (!path.startsWith("/api/session")) {
      all.put("Cookie", "session=" + cookie);
    }
    all.putAll(headers);
    all.forEach(request::setHeader);
    request.method(
        route.method(), route.hasBody() ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
    asked++;
    judge(route, request.build(), body, client.send(request.build(), BodyHandlers.ofString()));
  }

  private void judge(Route route, HttpRequest request, String body, HttpResponse<String> answer) {
    var status = answer.statusCode();
    var type = answer.headers().firstValue("Content-Type").orElse("");
    var isTold =
        status < 400
            || route.method().equals("HEAD")
            || (type.equals("application/problem+json") && answer.body().contains("\"code\":"));
    var isStored = answer.headers().firstValue("Cache-Control").isEmpty();
    if (status >= 500 || !isTold || isStored) {
      wrong.add(
          "%s %s %s %s -> %d %s %s"
              .formatted(
                  route.method(),
                  shortened(request.uri().toString()),
                  shortened(request.headers().map().toString()),
                  shortened(body),
                  status,
                  type,
                  shortened(answer.body())));
    }
  }

  private String good(Route route) {
    return body(route, "", "");
  }

  private String body(Route route, String field, String value) {
    return route.fields().stream()
        .filter(f -> f.equals(field) || good.containsKey(f))
        .map(f -> '"' + f + "\":" + (f.equals(field) ? value : good.get(f)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
