package org.steadyboard.bench.browser;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.function.BooleanSupplier;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Sockets;

/**
 * One websocket to one host, from its opening to its end: says hello, pings and notices silence
 * (wire.ts in the web UI). On the event loop only.
 */
public final class Wire {

  private static final int PING_EVERY_MILLIS = 1500;

  /** Silence after a ping, or while opening, is looked into after this long. */
  private static final int SILENT_MILLIS = 1000;

  private static final int ABNORMAL = 1006;
  private static final int NONE = -1;

  /** What happens to it. */
  public interface Events {
    /** Something came, be it only {@code pong}; before anything else is told of it. */
    default void heard() {}

    /** Called for every message but {@code pong}. */
    void message(Incoming message, String text, long nanos);

    /**
     * Nothing came for a while though it should have.
     *
     * @param still whether that holds, also later
     */
    void silent(BooleanSupplier still);

    /** Never called after {@link Wire#end}. */
    void closed(int code, String reason);
  }

  private final Sockets sockets;
  private Events events;
  private WebSocket socket;
  private long pingTimer = NONE;
  private long silenceTimer = NONE;

  /** Counts what was heard and expected, so that a look that ends late is known to be late. */
  private int expecting;

  private boolean ended;

  /**
   * @param opening the websocket, once it is open
   */
  public Wire(Sockets sockets, Future<WebSocket> opening, String hello, Events events) {
    this.sockets = sockets;
    this.events = events;
    expectAnswer();
    opening.onSuccess(opened -> opened(opened, hello)).onFailure(refused -> closed(ABNORMAL, ""));
  }

  private void opened(WebSocket opened, String hello) {
    if (ended) {
      opened.close();
      return;
    }
    socket = opened;
    opened.textMessageHandler(
        text -> {
          var nanos = System.nanoTime();
          if (!ended) {
            heard();
            events.heard();
            var message = Incoming.parse(text);
            if (!message.type().equals("pong")) {
              events.message(message, text, nanos);
            }
          }
        });
    opened.closeHandler(
        gone -> closed(code(opened.closeStatusCode()), String.valueOf(opened.closeReason())));
    // What breaks is known by the close handler.
    opened.exceptionHandler(broken -> {});
    opened.writeTextMessage(hello);
    opened.writeTextMessage(Outgoing.PING);
    pingTimer = sockets.every(PING_EVERY_MILLIS, this::ping);
  }

  private static int code(Short status) {
    return status == null ? ABNORMAL : status;
  }

  private void closed(int code, String reason) {
    if (!ended) {
      end();
      events.closed(code, reason);
    }
  }

  /** From now on somebody else is told what happens to it. */
  void handTo(Events taker) {
    events = taker;
  }

  /** False when it could not be sent now. */
  public boolean send(String message) {
    if (ended || socket == null || socket.isClosed()) {
      return false;
    }
    socket.writeTextMessage(message);
    return true;
  }

  /** What is asked while an answer is due already does not put that off. */
  public void expectAnswer() {
    if (silenceTimer != NONE || ended) {
      return;
    }
    var mine = ++expecting;
    silenceTimer =
        sockets.after(SILENT_MILLIS, () -> events.silent(() -> !ended && mine == expecting));
  }

  private void ping() {
    if (send(Outgoing.PING)) {
      expectAnswer();
    }
  }

  /** Nothing is heard of it any more. */
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    heard();
    if (pingTimer != NONE) {
      sockets.cancel(pingTimer);
    }
    if (socket != null) {
      socket.close();
    }
  }

  private void heard() {
    if (silenceTimer != NONE) {
      sockets.cancel(silenceTimer);
      silenceTimer = NONE;
    }
    expecting++;
  }
}
