package org.steadyboard.mediasync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.media.Sha256;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.FreePort;

/** Peers that are away, deaf, slow, or break the rules. */
@Timeout(30)
class PeerClientTest {

  private static final Sha256 NAME = Sha256.of(new byte[32]);

  /** For who does not answer. */
  private static final Deadlines QUICK =
      new Deadlines(
          Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(10), 64 * 1024);

  /** For who stops in the middle. */
  private static final Deadlines NARROW =
      new Deadlines(
          Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(300), 64 * 1024);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Answers each connection with these bytes, after anything was said, and keeps it open. */
  private static final class Fake implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    Fake(String answer, boolean ends) throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!server.isClosed()) {
                  try {
                    var socket = server.accept();
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    if (ends) {
                      socket.close();
                    }
                  } catch (IOException e) {
                    // Its test is over.
                  }
                }
              });
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static Duration cost(Work work) {
    var began = System.nanoTime();
    assertThatThrownBy(work::run).isInstanceOf(PeerFailure.class);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private interface Work {
    void run() throws Exception;
  }

  @Test
  void whoIsNotThereIsNotWaitedFor() {
    try (var client = PeerPlace.client(vertx, "b", FreePort.find())) {
      assertThat(cost(() -> client.size(NAME))).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whoTakesConnectionsAndDoesNotAnswerIsLeft() throws Exception {
    try (var fake = new Fake("", false);
        var client = PeerPlace.client(vertx, "b", fake.server.getLocalPort(), QUICK)) {
      assertThat(cost(() -> client.size(NAME))).isBetween(QUICK.firstByte(), Duration.ofSeconds(5));
    }
  }

  @Test
  void whoStopsInTheMiddleIsLeft() throws Exception {
    try (var fake = new Fake("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello", false);
        var client = PeerPlace.client(vertx, "b", fake.server.getLocalPort(), NARROW)) {
      var cost =
          cost(
              () -> {
                try (var answer = client.file(NAME, 0)) {
                  answer.read(new byte[100_000]);
                }
              });
      assertThat(cost).isBetween(NARROW.window(), Duration.ofSeconds(5));
    }
  }

  /** A byte now and then keeps an idle time-out from ever ending. */
  @Test
  void whoTricklesIsLeft() throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var client = PeerPlace.client(vertx, "b", server.getLocalPort(), NARROW)) {
      Thread.ofVirtual().start(() -> trickle(server));

      assertThatThrownBy(
              () -> {
                try (var answer = client.file(NAME, 0)) {
                  answer.read(new byte[100_000]);
                }
              })
          .isInstanceOf(PeerFailure.class)
          .hasMessageMatching("host b sent [1-9]\\d* bytes in 300 ms");
    }
  }

  private static void trickle(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[4096]);
      var out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (var i = 0; i < 1_000; i++) {
        out.write('x');
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      // It was left, as it should be.
    }
  }

  @Test
  void whoIsSilencedInTheMiddleIsLeft(@TempDir Path folder) throws Exception {
    try (var b = new PeerPlace(vertx, "b", folder);
        var link = new CuttableLink(b.port);
        var client = PeerPlace.client(vertx, "b", link.port(), NARROW)) {
      var bytes = new byte[20 << 20];
      new Random(1).nextBytes(bytes);
      var name = b.store.put(new ByteArrayInputStream(bytes), bytes.length).sha256();

      try (var answer = client.file(name, 0)) {
        answer.read(new byte[100_000]);
        link.silence();
        assertThatThrownBy(() -> answer.read(new byte[20 << 20])).isInstanceOf(PeerFailure.class);
      }
      link.heal();
      assertThat(client.size(name)).hasValue(bytes.length);
      try (var answer = client.file(name, 0)) {
        answer.read(new byte[100_000]);
        link.cut();
        assertThatThrownBy(() -> answer.read(new byte[20 << 20])).isInstanceOf(PeerFailure.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u0007\0\0\0\0\0\0\0\0",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u0001\u007f\0\0\0\0\0\0\0",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u0001\u00ff\0\0\0\0\0\0\0",
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n\u0001\0\0\0\0\0\0\0\u0005he",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\u0000\0\0\0\0\0\0\0\0x",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 Who\r\nContent-Length: 0\r\nProblem-Code: wrong-clock\r\n\r\n",
        "HTTP/1.1 302 There\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "not HTTP at all\r\n\r\n",
      })
  void whoBreaksTheRulesFails(String answer) throws Exception {
    try (var fake = new Fake(answer, true);
        var client = PeerPlace.client(vertx, "b", fake.server.getLocalPort())) {
      cost(
          () -> {
            try (var frames = client.small(List.of(NAME))) {
              frames.next();
              frames.end();
            }
          });
    }
  }

  @Test
  void aWrongClockIsSaid() throws Exception {
    try (var fake =
            new Fake(
                "HTTP/1.1 401 Who\r\nContent-Length: 0\r\nProblem-Code: wrong-clock\r\n\r\n",
                true);
        var client = PeerPlace.client(vertx, "b", fake.server.getLocalPort())) {
      assertThatThrownBy(() -> client.size(NAME)).hasMessage("host b refused: 401 wrong-clock");
    }
  }
}
