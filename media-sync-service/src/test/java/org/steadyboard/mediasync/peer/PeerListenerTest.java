package org.steadyboard.mediasync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;
import org.steadyboard.testkit.Eventually;

/** What a host gives to others, and to whom. */
class PeerListenerTest {

  private static final Content OFFERED = new Content(Sha256.of(new byte[32]), 7);

  private static Vertx vertx;
  private static PeerPlace b;
  private static PeerClient client;
  private static Sha256 hello;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    vertx = Vertx.vertx();
    b =
        new PeerPlace(
            vertx,
            "b",
            folder,
            (from, content) ->
                CompletableFuture.completedFuture(from.equals("a") && content.equals(OFFERED)),
            Admission.UNKNOWN_FOR);
    client = PeerPlace.client(vertx, "b", b.port);
    hello = put("hello".getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    client.close();
    b.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Sha256 put(byte[] bytes) throws IOException {
    return b.store.put(new ByteArrayInputStream(bytes), 100 << 20).sha256();
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(PeerAnswer answer) throws Exception {
    var all = new java.io.ByteArrayOutputStream();
    for (var bytes = answer.next(); bytes.hasRemaining(); bytes = answer.next()) {
      var chunk = new byte[bytes.remaining()];
      bytes.get(chunk);
      all.write(chunk);
    }
    return all.toByteArray();
  }

  @Test
  void manyFilesComeByOneAnswerInTheirOrder() throws Exception {
    var empty = put(new byte[0]);
    var largest = put(random(SmallFile.MAX_BYTES));
    var larger = put(random(SmallFile.MAX_BYTES + 1));
    var absent = Sha256.of(random(32));

    try (var frames = client.small(List.of(hello, absent, empty, larger, largest, hello))) {
      assertThat(((SmallFile.Whole) frames.next()).bytes()).asString().isEqualTo("hello");
      assertThat(frames.next()).isEqualTo(new SmallFile.Absent());
      assertThat(((SmallFile.Whole) frames.next()).bytes()).isEmpty();
      assertThat(frames.next()).isEqualTo(new SmallFile.Large(SmallFile.MAX_BYTES + 1));
      assertThat(((SmallFile.Whole) frames.next()).bytes()).isEqualTo(random(SmallFile.MAX_BYTES));
      assertThat(((SmallFile.Whole) frames.next()).bytes()).asString().isEqualTo("hello");
      frames.end();
    }
  }

  @Test
  void asManyAsMayBeAskedForAtOnceCome() throws Exception {
    var names = new ArrayList<Sha256>();
    for (var i = 0; i < SmallFile.MAX_FILES; i++) {
      names.add(i % 2 == 0 ? hello : Sha256.of(random(32)));
    }

    try (var frames = client.small(names)) {
      for (var i = 0; i < SmallFile.MAX_FILES; i++) {
        assertThat(frames.next() instanceof SmallFile.Whole).isEqualTo(i % 2 == 0);
      }
      frames.end();
    }
  }

  @Test
  void moreIsRefused() {
    var names = java.util.Collections.nCopies(SmallFile.MAX_FILES + 1, hello);

    assertThatThrownBy(() -> client.small(names))
        .isInstanceOf(PeerFailure.class)
        .hasMessageContaining("too-large");
  }

  @Test
  void aFileComesFromAnOffset() throws Exception {
    var bytes = random(3_000_000);
    var name = put(bytes);

    for (var from : List.of(0, 1, 2_999_999, 3_000_000)) {
      try (var answer = client.file(name, from)) {
        assertThat(answer.fileSize()).isEqualTo(3_000_000);
        assertThat(read(answer)).isEqualTo(java.util.Arrays.copyOfRange(bytes, from, 3_000_000));
      }
    }
  }

  @Test
  void anOffsetBeyondTheEndIsRefused() {
    assertThatThrownBy(() -> client.file(hello, 6)).hasMessageContaining("range-not-satisfiable");
  }

  @Test
  void whatIsNotHereIsNoFailure() throws Exception {
    assertThat(client.size(Sha256.of(new byte[32]))).isEmpty();
    assertThat(client.size(hello)).hasValue(5);
    try (var answer = client.file(Sha256.of(new byte[32]), 0)) {
      assertThat(answer.hasFile()).isFalse();
    }
  }

  @Test
  void anOfferIsAnsweredByWhetherItIsHeld() throws Exception {
    assertThat(client.offer(OFFERED, Duration.ofSeconds(5))).isTrue();
    assertThatThrownBy(() -> client.offer(new Content(hello, 8), Duration.ofSeconds(5)))
        .isInstanceOf(PeerFailure.class)
        .hasMessageContaining("busy");
  }

  /** As a peer that was taken over may ask: signed, and for what no peer may. */
  @ParameterizedTest
  @CsvSource({
    "GET, /files/../../../etc/passwd",
    "GET, /files/%2e%2e%2fincoming%2flocks",
    "GET, /files/incoming/locks",
    "GET, /files/..",
    "DELETE, /files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    "PUT, /files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    "POST, /files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    "GET, /files/2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
    "GET, /files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824?from=-1",
    "GET, /files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824?from=1&from=2",
    "GET, /",
    "DELETE, /offers",
  })
  void aPeerCanOnlyReadFilesByTheirNames(String method, String target) throws Exception {
    var answer = say(signed(method, target, new byte[0]));

    assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"not-found\"");
    assertThat(b.store.holds(hello)).isTrue();
  }

  @Test
  void halfANameIsNoRequest() throws Exception {
    assertThat(say(signed("POST", "/files", new byte[33]))).startsWith("HTTP/1.1 404");
    assertThat(say(signed("POST", "/offers", new byte[39]))).startsWith("HTTP/1.1 404");
  }

  @Test
  void aSizeBelowNothingIsRefused() throws Exception {
    var offer = ByteBuffer.allocate(40).put(hello.bytes()).putLong(-1).array();

    assertThat(say(signed("POST", "/offers", offer))).contains("\"code\":\"invalid\"");
  }

  @Test
  void aStrangerIsRefusedAndLeft() throws Exception {
    var request = "GET /files/" + hello + " HTTP/1.1\r\nHost: b\r\n\r\n";

    assertThat(say(request.getBytes(StandardCharsets.US_ASCII)))
        .startsWith("HTTP/1.1 401")
        .contains("application/problem+json", "\"code\":\"unknown-peer\"")
        .doesNotContain("hello");
  }

  @Test
  void aBodyBeyondItsLimitIsNotRead() throws Exception {
    var head =
        "POST /files HTTP/1.1\r\nHost: b\r\nContent-Length: %d\r\n\r\n"
            .formatted(PeerListener.MAX_BODY_BYTES + 1);
    assertThat(say(head.getBytes(StandardCharsets.US_ASCII))).contains("\"code\":\"too-large\"");

    var chunked = "POST /files HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(say(chunked.getBytes(StandardCharsets.US_ASCII))).contains("\"code\":\"too-large\"");
  }

  @Test
  void headsAreBounded() throws Exception {
    var header = "GET / HTTP/1.1\r\nX: " + "x".repeat(PeerListener.MAX_HEADER_BYTES) + "\r\n\r\n";
    var target = "GET /" + "x".repeat(PeerListener.MAX_TARGET_BYTES) + " HTTP/1.1\r\n\r\n";

    assertThat(say(header.getBytes(StandardCharsets.US_ASCII)))
        .contains("\"code\":\"malformed-request\"");
    assertThat(say(target.getBytes(StandardCharsets.US_ASCII)))
        .contains("\"code\":\"malformed-request\"");
  }

  @Test
  void whoSaysNothingIsLeft(@TempDir Path folder) throws Exception {
    try (var c =
            new PeerPlace(
                vertx,
                "c",
                folder,
                (from, content) -> CompletableFuture.completedFuture(false),
                Duration.ofMillis(300));
        var socket = new Socket(InetAddress.getLoopbackAddress(), c.port)) {
      socket.setSoTimeout(4_000);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void requestsAtOnceAreBounded(@TempDir Path folder) throws Exception {
    var waiting = new AtomicInteger();
    var offer = ByteBuffer.allocate(40).put(hello.bytes()).putLong(5).array();
    var sockets = new ArrayList<Socket>();
    try (var busy =
        new PeerPlace(
            vertx,
            "b",
            folder,
            (from, content) -> {
              waiting.incrementAndGet();
              return new CompletableFuture<>();
            },
            Admission.UNKNOWN_FOR)) {
      for (var i = 0; i < PeerListener.MAX_ANSWERS; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), busy.port));
        sockets.getLast().getOutputStream().write(signed("POST", "/offers", offer));
      }
      Eventually.holds("all wait", () -> waiting.get() == PeerListener.MAX_ANSWERS);

      assertThat(say(busy.port, signed("POST", "/offers", offer)))
          .startsWith("HTTP/1.1 503")
          .contains("\"code\":\"busy\"");
      sockets.getFirst().close();
      Eventually.holds(
          "one that left makes room",
          () -> say(busy.port, signed("GET", "/files/" + hello, new byte[0])).contains(" 404 "));
    }
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void strangersMakeRoomAndPeersDoNot(@TempDir Path folder) throws Exception {
    try (var c = new PeerPlace(vertx, "c", folder);
        var peer = PeerPlace.client(vertx, "c", c.port)) {
      assertThat(peer.size(hello)).isEmpty();
      var strangers = new ArrayList<Socket>();
      for (var i = 0; i < Admission.MAX_CONNECTIONS; i++) {
        strangers.add(new Socket(InetAddress.getLoopbackAddress(), c.port));
      }

      var first = strangers.getFirst();
      first.setSoTimeout(5_000);
      assertThat(first.getInputStream().read()).as("the oldest stranger is left").isEqualTo(-1);
      assertThat(peer.size(hello)).as("a peer is heard").isEmpty();
      for (var stranger : strangers) {
        stranger.close();
      }
      Eventually.holds("a peer is still heard", () -> peer.size(hello).isEmpty());
    }
  }

  private static byte[] signed(String method, String target, byte[] body) {
    var token =
        new PeerTokens("a", PeerPlace.KEY, Clock.systemUTC())
            .sign("b", new PeerTokens.Signed(method, target, body));
    var head =
        "%s %s HTTP/1.1\r\nHost: b\r\nAuthorization: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(method, target, token, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  /** Says it and hears all that is answered, until the connection ends. */
  private static String say(byte[] request) throws IOException {
    return say(b.port, request);
  }

  private static String say(int port, byte[] request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFolderThatIsNoFileIsNotGiven() throws Exception {
    var name = Sha256.of(random(31 + 1));
    var hex = name.toString();
    var folders = b.store.path(hello).orElseThrow().getParent().getParent();
    Files.createDirectories(folders.resolve(hex.substring(0, 2)).resolve(hex));

    assertThat(client.size(name)).isEmpty();
  }
}
