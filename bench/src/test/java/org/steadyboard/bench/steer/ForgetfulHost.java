package org.steadyboard.bench.steer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Speaks enough of protocol 1 to be steered, and acknowledges every change; with a given chance it
 * does not tell the board. For the bench to be caught by, or not.
 */
public final class ForgetfulHost implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Random random;
  private final double chance;
  private final HttpServer server;
  private final Map<String, ServerWebSocket> boards = new HashMap<>();
  private final Map<String, JsonObject> stages = new HashMap<>();
  private final List<ServerWebSocket> teachers = new ArrayList<>();
  private final String id;
  private long stamp;

  /** A host of before: it does not say where a board is. */
  public ForgetfulHost(long seed, double chance) throws Exception {
    this(seed, chance, null);
  }

  /**
   * @param id by which it says that it sees a board; for one classroom only
   */
  public ForgetfulHost(long seed, double chance, String id) throws Exception {
    this.id = id;
    this.random = new Random(seed);
    this.chance = chance;
    this.server =
        vertx
            .createHttpServer()
            .webSocketHandler(this::talk)
            .requestHandler(request -> request.response().end("{\"serving\":true}"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  public int port() {
    return server.actualPort();
  }

  private void talk(ServerWebSocket socket) {
    socket.textMessageHandler(
        text -> {
          var message = new JsonObject(text);
          switch (message.getString("type")) {
            case "hello" -> greet(socket, message);
            case "change" -> change(socket, message);
            default -> socket.writeTextMessage("{\"type\":\"pong\"}");
          }
        });
  }

  private void greet(ServerWebSocket socket, JsonObject hello) {
    if (hello.containsKey("boardId")) {
      boards.put(hello.getString("boardId"), socket);
      teachers.stream()
          .filter(teacher -> !teacher.isClosed())
          .forEach(
              teacher ->
                  teacher.writeTextMessage(whereabouts().put("type", "boardStatus").encode()));
      var empty = new JsonObject().putNull("pageId").put("step", 0);
      show(socket, stages.getOrDefault(hello.getString("boardId"), empty));
    } else {
      teachers.add(socket);
      var board = whereabouts().put("revision", "0-a");
      socket.writeTextMessage(
          new JsonObject()
              .put("type", "boards")
              .put("boards", new JsonArray().add(board))
              .encode());
    }
  }

  /** Of the one board: here, once it has come. */
  private JsonObject whereabouts() {
    var isHere = !boards.isEmpty();
    var json = new JsonObject().put("connected", isHere);
    return isHere && id != null ? json.put("host", id) : json;
  }

  private void change(ServerWebSocket teacher, JsonObject message) {
    // As a host's: also between two hosts, the later one is the greater.
    stamp = Math.max(stamp + 1, System.nanoTime() / 1000);
    var board = message.getString("boardId");
    if (random.nextDouble() >= chance) {
      stages.put(board, message.getJsonObject("change"));
      if (boards.containsKey(board)) {
        show(boards.get(board), stages.get(board));
      }
    }
    teacher.writeTextMessage(
        new JsonObject()
            .put("type", "done")
            .put("commandId", message.getString("commandId"))
            .put("revision", stamp + "-a")
            .encode());
  }

  private void show(ServerWebSocket board, JsonObject stage) {
    board.writeTextMessage(
        new JsonObject()
            .put("type", "stage")
            .put("revision", stamp + "-a")
            .put("stage", stage)
            .encode());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
