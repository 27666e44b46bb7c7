package org.steadyboard.lesson.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.lesson.LessonTestHost;

/**
 * What no client library would send, and what no resource gets to see. An address that is none (RFC
 * 3986) is refused by Quarkus with an empty 400, and by the ingress before that as a problem.
 */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class RawRequestTest {

  @TestHTTPResource("/")
  URI service;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "GET /api/nodes/%c0%af~",
        "GET /%2e%2e/%2e%2e/etc/passwd~",
        "GET /~",
        "GET /no/such/thing~",
        "BREW /api/nodes~",
        "TRACE /api/nodes~",
        "PATCH /api/nodes~",
        "GET /api/nodes~Origin: https://evil.example",
        "GET /api/nodes/x~Origin: null",
        "OPTIONS /api/nodes~Origin: https://evil.example|Access-Control-Request-Method: PUT",
        "DELETE /api/session~Origin: https://evil.example",
        "PUT /api/session~Content-Type: application/json|Content-Length: 0",
      })
  void isToldWhatIsWrongWithIt(String line, String header) throws IOException {
    var answer = ask(line, header == null ? "" : header.replace("|", "\r\n") + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("\r\n\r\n{").contains("\"code\":\"");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains("content-type: application/problem+json")
        .contains("cache-control: no-store");
  }

  private String ask(String line, String header) throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      var request =
          "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n".formatted(line, header);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
