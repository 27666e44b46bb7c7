package org.steadyboard.localhosts.rehearsal;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.CommandFailure;

/** One websocket of a board or a teacher: says messages and waits for those that are awaited. */
final class Voice implements WebSocket.Listener {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private Voice() {}

  /**
   * @param origin of the host, such as {@code http://localhost:8080}
   * @param cookie the header, or null
   */
  static CompletableFuture<Voice> open(
      HttpClient http, String origin, String path, String cookie, JsonObject hello) {
    var voice = new Voice();
    var builder = http.newWebSocketBuilder().connectTimeout(LIMIT).header("Origin", origin);
    if (cookie != null) {
      builder.header("Cookie", cookie);
    }
    return builder
        .buildAsync(URI.create(origin.replaceFirst("^http", "ws") + path), voice)
        .thenApply(
            opened -> {
              voice.socket = opened;
              voice.say(hello);
              return voice;
            });
  }

  void say(JsonObject message) {
    socket.sendText(message.encode(), true).join();
  }

  /**
   * The next message of this type; those before it are let go.
   *
   * @throws CommandFailure when it does not come within ten seconds
   */
  JsonObject await(String type) throws InterruptedException {
    var endNanos = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var message = heard.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw CommandFailure.because("no message \"" + type + "\" came");
      }
      if (type.equals(message.getString("type"))) {
        return message;
      }
    }
  }

  void close() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      heard.add(new JsonObject(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }
}
