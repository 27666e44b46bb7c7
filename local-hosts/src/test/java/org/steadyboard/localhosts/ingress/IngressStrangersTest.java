package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.testkit.Eventually;

/** What strangers may hold, with sockets of their own; browsers do nothing of this. */
class IngressStrangersTest {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int MORE_THAN_ALL_SOCKET_BUFFERS = 64 * 1024 * 1024;
  private static final String STRANGER = "127.0.0.66";

  @TempDir Path webUi;
  private RunningIngress ingress;
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger uploads = new AtomicInteger();
  private final AtomicInteger flooded = new AtomicInteger();
  private final CompletableFuture<Integer> heldBackAfterBytes = new CompletableFuture<>();
  private final CompletableFuture<Void> floodGone = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    ingress = new RunningIngress(webUi, this::serve);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    ingress.stop();
  }

  private void serve(HttpServerRequest request) {
    switch (request.path()) {
      case "/api/upload" -> {
        uploads.incrementAndGet();
        request.endHandler(whole -> request.response().end("got it"));
      }
      case "/media/film", "/ws/refused" -> {
        request.response().setStatusCode(404).setChunked(true);
        request.response().closeHandler(gone -> floodGone.complete(null));
        flood(request.response());
      }
      default ->
          request
              .response()
              .end("upgrade " + request.getHeader("Upgrade") + ", from " + forwarded(request));
    }
  }

  private static String forwarded(HttpServerRequest request) {
    return String.join("+", request.headers().getAll("X-Forwarded-For"));
  }

  private void flood(HttpServerResponse response) {
    while (!response.writeQueueFull() && flooded.get() < MORE_THAN_ALL_SOCKET_BUFFERS) {
      response.write(Buffer.buffer(new byte[CHUNK_BYTES]));
      flooded.addAndGet(CHUNK_BYTES);
    }
    int soFar = flooded.get();
    long timer = ingress.vertx.setTimer(300, t -> heldBackAfterBytes.complete(soFar));
    response.drainHandler(
        drained -> {
          ingress.vertx.cancelTimer(timer);
          flood(response);
        });
  }

  private Socket connect(String from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress("127.0.0.1", ingress.port));
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The answer, and whatever else comes until the connection ends. */
  private String ask(String from, String request) throws IOException {
    Socket socket = connect(from);
    // The second ends the connection, once the first has been answered.
    say(socket, request + get("/q/none"));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String get(String path, String... fields) {
    return "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n"
        .formatted(path, fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n");
  }

  private static boolean ended(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      while (in.available() > 0) {
        in.read();
      }
      socket.setSoTimeout(1);
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void bodiesThatComeByteByByteHoldNeitherHealthNorTeachersNorStrangers() throws Exception {
    var slow = new ArrayList<Socket>();
    for (int i = 0; i < 100; i++) {
      Socket socket = connect(STRANGER);
      say(socket, "POST /api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
      slow.add(socket);
    }
    int most = IngressLimits.USUAL.places().get(Places.Kind.ANYBODY).unfinishedPerAddress();
    Eventually.holds("they hold what they get", () -> uploads.get() == most);

    assertThat(ask(STRANGER, get("/api/host"))).startsWith("HTTP/1.1 200");
    assertThat(ask(STRANGER, get("/api/lesson", "Cookie: a=b; session=forged")))
        .startsWith("HTTP/1.1 200");
    assertThat(ask(STRANGER, get("/api/lesson"))).startsWith("HTTP/1.1 200");
    assertThat(ask("127.0.0.1", get("/api/lesson"))).startsWith("HTTP/1.1 200");
    assertThat(uploads).hasValue(most);
    for (Socket socket : slow) {
      Eventually.holds("it is given up", () -> ended(socket));
    }
  }

  @Test
  void headsThatDoNotEndTakeWhatIsSaidAndKeepNobodyOut() throws Exception {
    var unfinished = new ArrayList<Socket>();
    String much =
        "GET / HTTP/1.1\r\nHost: a\r\n" + "a: b\r\n".repeat(90) + "c: " + "d".repeat(13_000);
    for (int i = 0; i < 140; i++) {
      Socket socket = connect(STRANGER);
      say(socket, much);
      unfinished.add(socket);
      assertThat(ingress.shared.connections().unfinishedBytes())
          .isLessThanOrEqualTo(RunningIngress.SMALL_GATE.unfinishedHeadBytesPerAddress());
    }
    Eventually.holds("the oldest make room", () -> ended(unfinished.getFirst()));
    assertThat(ask(STRANGER, get("/"))).startsWith("HTTP/1.1 200");
    Eventually.holds("the rest is late", () -> ended(unfinished.getLast()));
    Eventually.holds("no trace", () -> ingress.shared.connections().unfinishedBytes() == 0);
  }

  @Test
  void connectionsThatSayNothingMakeRoom() throws Exception {
    var idle = new ArrayList<Socket>();
    for (int i = 0; i < 400; i++) {
      idle.add(connect(STRANGER));
    }
    Eventually.holds("the first makes room", () -> ended(idle.getFirst()));
    assertThat(ask(STRANGER, get("/"))).startsWith("HTTP/1.1 200");
    assertThat(ask("127.0.0.1", get("/"))).startsWith("HTTP/1.1 200");
    assertThat(ingress.shared.connections().size())
        .isLessThanOrEqualTo(RunningIngress.SMALL_GATE.connectionsPerAddress() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/lesson", "/ws", "/api/boards", "/", "/hosts.json"})
  void anUpgradeOfAnyOtherPathIsAnOrdinaryRequest(String path) throws Exception {
    String answer =
        ask(
            STRANGER,
            """
            GET %s HTTP/1.1
            Host: a
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                .formatted(path)
                .replace("\n", "\r\n"));
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("upgrade websocket");
  }

  @Test
  void anUpgradeWithABodyIsRefused() throws Exception {
    String answer =
        ask(
            STRANGER,
            "GET /ws/board HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade:"
                + " websocket\r\nContent-Length: 3\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed-request");
  }

  @Test
  void theHeadOfAWebsocketIsShort() throws Exception {
    String answer =
        ask(
            STRANGER,
            "GET /ws/board?%s HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                .formatted("x".repeat(3_000)));
    assertThat(answer).startsWith("HTTP/1.1 431").contains("headers-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/media/film", "/ws/refused"})
  void anAnswerThatNobodyReadsIsHeldBackAndThenCutOff(String path) throws Exception {
    Socket socket = connect(STRANGER);
    say(socket, get(path, "Upgrade: websocket", "Sec-WebSocket-Version: 13"));

    assertThat(heldBackAfterBytes.get(10, TimeUnit.SECONDS))
        .isLessThan(MORE_THAN_ALL_SOCKET_BUFFERS);
    floodGone.get(10, TimeUnit.SECONDS);
    assertThat(flooded.get()).isLessThan(MORE_THAN_ALL_SOCKET_BUFFERS);
  }

  @Test
  void noFieldOfTheClientsMakesTheIngressForgetWhoAsks() throws Exception {
    assertThat(
            ask(
                STRANGER,
                """
                GET /api/lesson HTTP/1.1
                Host: a
                Connection: X-Forwarded-For
                X-Forwarded-For: 6.6.6.6
                x-forwarded-for: 6.6.6.7

                """
                    .replace("\n", "\r\n")))
        .contains("from " + STRANGER)
        .doesNotContain("6.6.6");
  }

  @Test
  void requestsInARowAreAnsweredInOrder() throws Exception {
    Socket socket = connect(STRANGER);
    String one = "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n";
    say(socket, one.formatted("hosts.json") + one.formatted("q/none") + get("/"));
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

    assertThat(all)
        .containsSubsequence(
            "HTTP/1.1 200", "\"hosts\"", "HTTP/1.1 404", "HTTP/1.1 200", "<title>");
  }

  @Test
  void whatIsNoRequestReachesNoService() throws Exception {
    assertThat(
            ask(
                STRANGER,
                "POST /api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"code\":\"malformed-request\"");
    assertThat(uploads).hasValue(0);
  }
}
