package org.steadyboard.board.client;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A websocket of a test. What it hears is kept, in order, until the test asks for it. */
public final class Client implements AutoCloseable {

  /** Switching protocols. */
  public static final int OPENED = 101;

  public static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Vertx VERTX = Vertx.vertx();
  private static final WebSocketClient CLIENTS =
      VERTX.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(10_000).setMaxFrameSize(1 << 20));

  private final WebSocket socket;
  private final List<JsonNode> heard = new ArrayList<>();
  private boolean closed;

  private Client(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(this::hear);
    socket.closeHandler(
        ignored -> {
          synchronized (heard) {
            closed = true;
            heard.notifyAll();
          }
        });
    socket.resume();
  }

  /**
   * @param headers such as "Cookie", "session=…"
   */
  public static Client connect(int port, String path, String... headers) {
    try {
      return new Client(open(port, path, headers));
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** The status of an upgrade that is refused. */
  public static int refusal(int port, String path, String... headers) {
    var answer = answer(port, path, headers);
    return answer == OPENED ? fail("the websocket was opened") : answer;
  }

  /** The status with which a websocket is answered, {@link #OPENED} among them; it is closed. */
  public static int answer(int port, String path, String... headers) {
    try {
      open(port, path, headers).close();
      return OPENED;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UpgradeRejectedException rejected) {
        return rejected.getStatus();
      }
      throw new AssertionError(e.getCause());
    }
  }

  private static WebSocket open(int port, String path, String... headers)
      throws ExecutionException {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            // Without this, an Origin that a test gives would not be sent.
            .setAllowOriginHeader(List.of(headers).contains("Origin"));
    for (var i = 0; i < headers.length; i += 2) {
      options.addHeader(headers[i], headers[i + 1]);
    }
    try {
      // Paused until there is somebody to hear.
      return CLIENTS
          .connect(options)
          .map(
              s -> {
                s.pause();
                return s;
              })
          .toCompletionStage()
          .toCompletableFuture()
          .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public Client say(String json) {
    socket.writeTextMessage(json);
    return this;
  }

  /** For what no writer of JSON would write. */
  public WebSocket socket() {
    return socket;
  }

  /** The next message of this type; what came before it is forgotten. */
  public JsonNode next(String type) {
    return next(message -> message.path("type").asText().equals(type), type);
  }

  /** The next message that is so; what came before it is forgotten. */
  public JsonNode next(Predicate<JsonNode> wanted, String description) {
    var until = System.nanoTime() + DEADLINE.toNanos();
    synchronized (heard) {
      while (true) {
        for (var i = 0; i < heard.size(); i++) {
          var message = heard.get(i);
          if (wanted.test(message)) {
            heard.subList(0, i + 1).clear();
            return message;
          }
        }
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0 || closed) {
          return fail("no %s, %s: %s", description, closed ? closing() : "still open", heard);
        }
        waitFor(left);
      }
    }
  }

  /** All that was heard and not asked for yet. */
  public List<JsonNode> soFar() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /** Waits until the server has closed the connection; answers with the close code. */
  public int closeCode() {
    var until = System.nanoTime() + DEADLINE.toNanos();
    synchronized (heard) {
      while (!closed) {
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return fail("still open: %s", heard);
        }
        waitFor(left);
      }
    }
    return socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode();
  }

  public boolean isClosed() {
    synchronized (heard) {
      return closed;
    }
  }

  private String closing() {
    return "closed " + socket.closeStatusCode() + " " + socket.closeReason();
  }

  private void hear(String text) {
    try {
      var message = JSON.readTree(text);
      synchronized (heard) {
        heard.add(message);
        heard.notifyAll();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private void waitFor(long millis) {
    try {
      heard.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
