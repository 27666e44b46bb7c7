package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.testkit.Eventually;

class IngressWebsocketTest {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int MORE_THAN_ALL_SOCKET_BUFFERS = 64 * 1024 * 1024;

  @TempDir Path webUi;
  private RunningIngress ingress;
  private WebSocketClient client;
  private final CompletableFuture<ServerWebSocket> serverSide = new CompletableFuture<>();
  private final CompletableFuture<Void> serverClosed = new CompletableFuture<>();
  private final Set<HttpConnection> refused = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Integer> heldBackAfterBytes = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    ingress = new RunningIngress(webUi, this::serve);
    client =
        ingress.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
  }

  @AfterEach
  void stop() throws Exception {
    ingress.stop();
  }

  private void serve(HttpServerRequest request) {
    switch (request.path()) {
      case "/ws/teacher" -> {
        refused.add(request.connection());
        request.connection().closeHandler(closed -> refused.remove(request.connection()));
        request
            .response()
            .setStatusCode(401)
            .putHeader("Content-Type", "application/problem+json")
            .end("{\"code\":\"not-signed-in\"}");
      }
      case "/ws/flood" -> request.toWebSocket().onSuccess(this::flood);
      default ->
          request
              .toWebSocket()
              .onSuccess(
                  socket -> {
                    String from = request.getHeader("X-Forwarded-For");
                    socket.textMessageHandler(
                        text -> socket.writeTextMessage(from + " said " + text));
                    socket.closeHandler(closed -> serverClosed.complete(null));
                    serverSide.complete(socket);
                  });
    }
  }

  /** Writes until the way to the browser is full. */
  private void flood(ServerWebSocket socket) {
    int sent = 0;
    while (!socket.writeQueueFull() && sent < MORE_THAN_ALL_SOCKET_BUFFERS) {
      socket.writeBinaryMessage(Buffer.buffer(new byte[CHUNK_BYTES]));
      sent += CHUNK_BYTES;
    }
    int soFar = sent;
    long timer = ingress.vertx.setTimer(1_000, t -> heldBackAfterBytes.complete(soFar));
    socket.drainHandler(
        drained -> {
          ingress.vertx.cancelTimer(timer);
          flood(socket);
        });
  }

  private WebSocket open(String path, String... headers) throws Exception {
    var options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(ingress.port).setURI(path);
    for (int i = 0; i < headers.length; i += 2) {
      options.addHeader(headers[i], headers[i + 1]);
    }
    return RunningIngress.get(client.connect(options));
  }

  @Test
  void messagesPassBothWaysAndTheServiceSeesTheRealAddress() throws Exception {
    var answer = new CompletableFuture<String>();
    WebSocket socket = open("/ws/board", "X-Forwarded-For", "6.6.6.6");
    socket.textMessageHandler(answer::complete);
    socket.writeTextMessage("hello");

    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 said hello");
  }

  @Test
  void aCloseReachesTheOtherSideWithItsReason() throws Exception {
    var closeCode = new CompletableFuture<Short>();
    WebSocket socket = open("/ws/board");
    socket.closeHandler(closed -> closeCode.complete(socket.closeStatusCode()));
    serverSide.get(10, TimeUnit.SECONDS).close((short) 1012, "restarting");
    assertThat(closeCode.get(10, TimeUnit.SECONDS)).isEqualTo((short) 1012);

    WebSocket second = open("/ws/board");
    second.close();
    serverClosed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aRefusedUpgradeKeepsTheServicesAnswer() {
    assertThatThrownBy(() -> open("/ws/teacher"))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> {
              assertThat(refused.getStatus()).isEqualTo(401);
              assertThat(refused.getBody()).hasToString("{\"code\":\"not-signed-in\"}");
              assertThat(refused.getHeaders().get("X-Content-Type-Options")).isEqualTo("nosniff");
            });
  }

  @Test
  void whatWasRefusedHoldsNoConnectionToTheService() throws Exception {
    for (int i = 0; i < RunningIngress.MAX_WEBSOCKETS + 10; i++) {
      assertThatThrownBy(() -> open("/ws/teacher")).hasMessageContaining("401");
    }
    Eventually.holds(
        "all connections of refused upgrades are closed", Duration.ofSeconds(10), refused::isEmpty);
    open("/ws/board");
  }

  @Test
  void anUpgradeToAServiceThatIsAwayIsRefusedAtOnce() throws Exception {
    ingress.stopService();
    assertThatThrownBy(() -> open("/ws/board"))
        .cause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> assertThat(refused.getStatus()).isEqualTo(503));
  }

  @Test
  void aReaderThatDoesNotReadHoldsTheServiceBackInsteadOfFillingTheIngress() throws Exception {
    WebSocket reader = open("/ws/flood");
    reader.pause();

    assertThat(heldBackAfterBytes.get(30, TimeUnit.SECONDS))
        .isLessThan(MORE_THAN_ALL_SOCKET_BUFFERS);
    reader.handler(ignored -> {}).resume();
    reader.close();
  }

  @Test
  void manyConnectionsStayOpenSideBySideAndOneMoreThanFitsIsRefused() throws Exception {
    List<Future<WebSocket>> opening = new ArrayList<>();
    for (int i = 0; i < RunningIngress.MAX_WEBSOCKETS; i++) {
      opening.add(client.connect(ingress.port, "127.0.0.1", "/ws/board"));
    }
    List<WebSocket> sockets = RunningIngress.get(Future.all(opening)).list();
    assertThatThrownBy(() -> open("/ws/board"))
        .cause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> {
              assertThat(refused.getStatus()).isEqualTo(503);
              assertThat(refused.getBody().toString()).contains("too-many-connections");
            });
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (WebSocket socket : sockets) {
      var answer = new CompletableFuture<String>();
      socket.textMessageHandler(answer::complete);
      socket.writeTextMessage("still here");
      answers.add(answer);
    }
    for (CompletableFuture<String> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).endsWith("still here");
    }
  }

  @Test
  void roomIsGivenBackWhenAConnectionEnds() throws Exception {
    for (int i = 0; i < RunningIngress.MAX_WEBSOCKETS + 10; i++) {
      WebSocket socket = open("/ws/board");
      var closed = new CompletableFuture<Void>();
      socket.closeHandler(closed::complete);
      socket.close();
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void oneAddressLeavesRoomToOthersAndOtherConnectionsHaveTheFilesThatWebsocketsHaveNot() {
    var school = InetAddress.ofLiteral("10.0.0.1");
    var other = InetAddress.ofLiteral("10.0.0.2");
    var room = WebsocketRoom.of(3, 2);
    int before = room.othersNow();
    assertThat(room.enter(school)).isTrue();
    assertThat(room.enter(school)).isTrue();
    assertThat(room.enter(school)).isFalse();
    assertThat(room.enter(other)).isTrue();
    assertThat(room.enter(other)).isFalse();
    assertThat(room.othersNow()).isEqualTo(before - 6);
    room.leave(school);
    assertThat(room.enter(other)).isTrue();
  }

  @Test
  void everyWebsocketIsCountedAsTwoFilesAndSomeAreKeptFree() {
    assertThat(WebsocketRoom.limitFor(20_600)).isGreaterThanOrEqualTo(10_000);
    assertThat(WebsocketRoom.limitFor(1_024)).isEqualTo(256);
    assertThat(WebsocketRoom.limitFor(100)).isEqualTo(1);
  }
}
