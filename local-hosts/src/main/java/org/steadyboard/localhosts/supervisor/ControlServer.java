package org.steadyboard.localhosts.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * Answers the other commands of {@code ./steadyboard} on loopback. Every request carries the token
 * as {@code Authorization: Bearer}; a command answers when it is done.
 */
public final class ControlServer implements Closeable {
  private static final int MAX_BODY_BYTES = 4096;

  private final HttpServer server;
  private final Supervisor supervisor;
  private final byte[] expected;
  private final Runnable shutdown;

  private ControlServer(HttpServer server, Supervisor supervisor, String token, Runnable shutdown) {
    this.server = server;
    this.supervisor = supervisor;
    this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.shutdown = shutdown;
  }

  /**
   * @param shutdown begins the end of this process and returns at once
   */
  public static ControlServer start(
      int port, String token, Supervisor supervisor, Runnable shutdown) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    HttpServer server = HttpServer.create(address, 0);
    var control = new ControlServer(server, supervisor, token, shutdown);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", control::handle);
    server.start();
    return control;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!allowed(exchange)) {
        answer(exchange, 401, new JsonObject().put("detail", "the token is missing or wrong"));
        return;
      }
      try {
        answer(exchange, 200, perform(exchange));
      } catch (CommandFailure | DecodeException e) {
        answer(exchange, 400, new JsonObject().put("detail", e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer(exchange, 503, new JsonObject().put("detail", "it is being stopped"));
      } catch (RuntimeException | IOException e) {
        answer(exchange, 500, new JsonObject().put("detail", e.toString()));
      }
    }
  }

  private JsonObject perform(HttpExchange exchange) throws IOException, InterruptedException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (request) {
      case "GET /status" -> {
        return supervisor.status().toJson();
      }
      case "GET /phase" -> {
        return new JsonObject().put("phase", supervisor.phase());
      }
      case "POST /links/cut" -> {
        JsonObject link = body(exchange);
        supervisor.cut(link.getString("one"), link.getString("other"));
      }
      case "POST /links/cut-one-way" -> {
        JsonObject link = body(exchange);
        supervisor.cutOneWay(link.getString("one"), link.getString("other"));
      }
      case "POST /links/heal" -> {
        JsonObject link = body(exchange);
        supervisor.heal(link.getString("one"), link.getString("other"));
      }
      case "POST /hosts/rebuild" -> supervisor.rebuild(body(exchange).getString("host"));
      case "POST /stop" -> shutdown.run();
      case "POST /parts/start" -> {
        PartOrder order = order(exchange);
        if (order.part().isPresent()) {
          order.host().start(order.part().get());
        } else {
          order.host().start();
        }
      }
      case "POST /parts/stop" -> {
        PartOrder order = order(exchange);
        order.host().stop(order.part());
      }
      case "POST /parts/kill" -> {
        PartOrder order = order(exchange);
        order.host().kill(order.part());
      }
      case "POST /parts/freeze" -> {
        PartOrder order = order(exchange);
        order.host().freeze(order.part());
      }
      case "POST /parts/thaw" -> {
        PartOrder order = order(exchange);
        order.host().thaw(order.part());
      }
      default -> throw CommandFailure.because("unknown request: " + request);
    }
    return new JsonObject().put("done", true);
  }

  private record PartOrder(LocalHost host, Optional<PartKind> part) {}

  private PartOrder order(HttpExchange exchange) throws IOException {
    JsonObject json = body(exchange);
    LocalHost host = supervisor.host(json.getString("host"));
    return new PartOrder(host, Optional.ofNullable(json.getString("part")).flatMap(PartKind::of));
  }

  private static JsonObject body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    return new JsonObject(new String(body, StandardCharsets.UTF_8));
  }

  /** Compared in constant time, so that the answer's time tells nothing about the token. */
  private boolean allowed(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, JsonObject body)
      throws IOException {
    byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
