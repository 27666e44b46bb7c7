package org.steadyboard.lesson.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Eventually;

/** What a body may cost, whatever it says of itself. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class BodyLimitTest {

  private static final int MAX = 64 * 1024;
  private static final int MAX_PAGE = 1 << 20;
  private static final int MAX_HELD = 16 << 20;

  @Inject DataSource dataSource;

  @TestHTTPResource("/")
  URI service;

  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/x+json",
        "Content-Type: text/json",
        "Content-Type: application/*",
        "Content-Type: */*",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/zip",
        "X-Content-Type: none",
        "Content-Type: application/json\r\nContent-Encoding: gzip",
      })
  void onlyPlainJsonIsTakenAndAnythingElseIsNotEvenWaitedFor(String type) throws Exception {
    for (var size : List.of("Content-Length: 20000000", "Transfer-Encoding: chunked")) {
      try (var sent = send("PUT /api/session", type, size)) {
        assertThat(answer(sent)).startsWith("HTTP/1.1 415").contains("\"unsupported-type\"");
      }
    }
  }

  @Test
  void whatSaysThatItIsTooLargeIsNotWaitedFor() throws Exception {
    for (var route : List.of("PUT /api/session", "DELETE /api/nodes/x", "GET /api/host")) {
      try (var sent =
          send(route, "Content-Type: application/json", "Content-Length: " + (MAX + 1))) {
        assertThat(answer(sent)).startsWith("HTTP/1.1 413").contains("\"too-large\"");
      }
    }
  }

  @Test
  void whatDoesNotSayItsSizeIsCounted() throws Exception {
    try (var sent = chunked("PUT /api/session")) {
      chunk(sent, "{\"email\":\"");
      for (var left = MAX; left > 0; left -= 4096) {
        chunk(sent, "e".repeat(4096));
      }
      assertThat(answer(sent)).startsWith("HTTP/1.1 413").contains("\"too-large\"");
    }
  }

  @Test
  void upToTheLimitAllIsTaken() throws Exception {
    for (var route : List.of("PUT /api/account/preferences", page())) {
      var max = route.contains("pages") ? MAX_PAGE : MAX;
      for (var more : List.of(0, 1)) {
        try (var sent = chunked(route)) {
          // The route refuses what is in it; the limit does not.
          chunk(sent, " ".repeat(max - 2 + more) + "{}");
          sent.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          assertThat(answer(sent).contains("\"too-large\"")).as(route).isEqualTo(more == 1);
        }
      }
    }
  }

  @Test
  void onlyWhoIsSignedInMaySendAPage() throws Exception {
    try (var sent =
        send(
            page(),
            "Cookie: session=x\r\nContent-Type: application/json",
            "Content-Length: " + (MAX + 1))) {
      assertThat(answer(sent)).startsWith("HTTP/1.1 401").contains("\"not-signed-in\"");
    }
  }

  @Test
  void whatWasAnsweredTakesNoRoom() throws Exception {
    for (var i = 0; i <= MAX_HELD / MAX_PAGE; i++) {
      try (var sent = chunked(page())) {
        chunk(sent, " ".repeat(MAX_PAGE));
        sent.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(sent)).startsWith("HTTP/1.1 400");
      }
    }
  }

  @Test
  void manyAtOnceTakeNoMoreThanThereIsRoomFor() throws Exception {
    var open = new ArrayList<Socket>();
    try {
      for (var i = 0; i < MAX_HELD / MAX_PAGE + 4; i++) {
        open.add(chunked(page()));
        chunk(open.getLast(), " ".repeat(MAX_PAGE));
      }
      Eventually.holds("four are told to come back", () -> answered(open).size() >= 4);
      for (var refused : answered(open)) {
        assertThat(answer(refused).toLowerCase(Locale.ROOT))
            .startsWith("http/1.1 503")
            .contains("\"busy\"")
            .contains("retry-after: 2");
      }
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
    Eventually.holds(
        "there is room again",
        () ->
            Api.as(teacher).body("{\"markdown\":\"x\"}").put(page().substring(4)).statusCode()
                == 404);
  }

  private static List<Socket> answered(List<Socket> sockets) throws IOException {
    var answered = new ArrayList<Socket>();
    for (var socket : sockets) {
      if (socket.getInputStream().available() > 0) {
        answered.add(socket);
      }
    }
    return answered;
  }

  private static String page() {
    return "PUT /api/lessons/%s/pages/%s".formatted(UUID.randomUUID(), UUID.randomUUID());
  }

  private Socket chunked(String route) throws IOException {
    return send(route, "Content-Type: application/json", "Transfer-Encoding: chunked");
  }

  private static void chunk(Socket socket, String text) throws IOException {
    var out = socket.getOutputStream();
    out.write(
        (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private Socket send(String route, String type, String size) throws IOException {
    var socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(10_000);
    var cookie = type.contains("Cookie") ? "" : "Cookie: session=" + teacher + "\r\n";
    var head =
        "%s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n%s\r\n\r\n".formatted(route, cookie, type, size);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    // Its kind, not its body, is what 415 is about; a chunk says that there is one.
    if (size.contains("chunked") && !type.equals("Content-Type: application/json")) {
      chunk(socket, "{}");
    }
    return socket;
  }

  /** The whole head, and as much of the body as its Content-Length says. */
  private static String answer(Socket socket) throws IOException {
    var text = new StringBuilder();
    var in = socket.getInputStream();
    for (var end = -1; end < 0 || text.length() < end + length(text); ) {
      var read = in.read();
      if (read < 0) {
        break;
      }
      text.append((char) read);
      var head = text.indexOf("\r\n\r\n");
      end = head < 0 ? -1 : head + 4;
    }
    return text.toString();
  }

  private static int length(StringBuilder head) {
    var at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
    return at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)).strip());
  }
}
