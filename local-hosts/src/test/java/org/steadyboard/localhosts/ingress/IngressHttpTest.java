package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngressHttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path webUi;
  private RunningIngress ingress;
  private final CompletableFuture<Buffer> firstChunk = new CompletableFuture<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() throws Exception {
    ingress = new RunningIngress(webUi, this::serve);
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    ingress.stop();
  }

  private void serve(HttpServerRequest request) {
    switch (request.path()) {
      case "/api/echo" -> {
        JsonObject headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
        request.response().end(headers.encode());
      }
      case "/api/teapot" ->
          request
              .response()
              .setStatusCode(418)
              .putHeader("Content-Security-Policy", "default-src 'none'")
              .putHeader("Set-Cookie", "session=1; HttpOnly")
              .end("short and stout");
      case "/api/upload" -> {
        request.handler(firstChunk::complete);
        request.endHandler(end -> request.response().end("got it"));
      }
      case "/api/never" -> request.pause();
      default -> request.response().setStatusCode(404).end();
    }
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(ingress.url() + path)).timeout(LIMIT);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void assertAway(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("service-away");
  }

  @Test
  void whatAClientSaysAboutItsOwnAddressIsDropped() throws Exception {
    var seen =
        new JsonObject(
            get(
                    "/api/echo",
                    "X-Forwarded-For",
                    "6.6.6.6",
                    "Forwarded",
                    "for=6.6.6.6",
                    "X-Real-IP",
                    "6.6.6.6",
                    "X-Forwarded-Host",
                    "evil.example.org",
                    "X-Forwarded-Proto",
                    "https")
                .body());

    assertThat(seen.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(seen.getString("x-forwarded-host")).isEqualTo("localhost:" + ingress.port);
    assertThat(seen.getString("x-forwarded-proto")).isEqualTo("http");
    assertThat(seen.getString("host")).isEqualTo("localhost:" + ingress.port);
    assertThat(seen.encode()).doesNotContain("6.6.6.6").doesNotContain("evil");
  }

  @Test
  void aServicesAnswerComesThroughAsItIsWithSecurityHeadersAdded() throws Exception {
    var response = get("/api/teapot");

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.body()).isEqualTo("short and stout");
    assertThat(response.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Set-Cookie")).hasValue("session=1; HttpOnly");
  }

  @Test
  void aServiceThatIsAwayIsAnsweredForAtOnceAndComesBack() throws Exception {
    ingress.stopService();
    Instant asked = Instant.now();
    assertAway(get("/api/echo"));
    assertAway(send(request("/api/echo").PUT(HttpRequest.BodyPublishers.ofString("body"))));
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));

    ingress.startService(this::serve);
    assertThat(get("/api/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void aServiceThatNeverAnswersIsGivenUp() throws Exception {
    assertAway(get("/api/never"));
  }

  @Test
  void aBodyStreamsToTheServiceWhileItIsStillBeingSent() throws Exception {
    try (var socket = new Socket("127.0.0.1", ingress.port)) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(
          "POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nfirst"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(firstChunk.get(10, TimeUnit.SECONDS)).hasToString("first");
      out.write("after".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyDeclaredLargerThanTheLimitIsRefusedUnread() throws Exception {
    var response =
        send(
            request("/api/upload")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_001])));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(firstChunk).isNotDone();
  }

  @Test
  void innerAddressesAreNotReachable() throws Exception {
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(404);
    assertThat(rawStatus("/api/../q/metrics")).isEqualTo("400");
    assertThat(rawStatus("/api/%2e%2e/q/metrics")).isEqualTo("400");
  }

  /** A client library would tidy the path up. */
  private String rawStatus(String path) throws Exception {
    try (var socket = new Socket("127.0.0.1", ingress.port)) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes());
      return new String(socket.getInputStream().readNBytes(12)).substring(9);
    }
  }

  @Test
  void hostsAreNamedWithTheirSlotsToEverybody() throws Exception {
    var response = get("/hosts.json");

    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"hosts":[{"id":"a","url":"%s","slot":0},{"id":"b","url":"%s","slot":1}]}
                """
                    .formatted(ingress.url(), RunningIngress.OTHER_HOST)));
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aPageOfAnotherHostCanReadThatAServiceIsAway() throws Exception {
    ingress.stopService();
    String origin = RunningIngress.OTHER_HOST.replace("localhost", "127.0.0.1");

    var asked =
        send(
            request(
                    "/api/echo",
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "PUT",
                    "Access-Control-Request-Headers",
                    "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).hasValue("PUT");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers")).hasValue("content-type");

    var refused = get("/api/echo", "Origin", origin);
    assertAway(refused);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
    assertThat(get("/q/metrics", "Origin", origin).headers().map())
        .containsKey("access-control-allow-origin");
  }

  @Test
  void aForeignPageCanNot() throws Exception {
    ingress.stopService();

    var refused = get("/api/echo", "Origin", "http://evil.example.org");
    assertAway(refused);
    assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
    var asked =
        send(
            request(
                    "/api/echo",
                    "Origin",
                    "http://evil.example.org",
                    "Access-Control-Request-Method",
                    "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertAway(asked);
  }
}
