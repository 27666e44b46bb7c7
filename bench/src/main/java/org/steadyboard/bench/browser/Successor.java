package org.steadyboard.bench.browser;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Sockets;

/**
 * A connection that is to take the place of another one, whose host is about to stop or no good,
 * and that is opened while the other one stands (successor.ts in the web UI). On the event loop
 * only.
 */
final class Successor {

  private static final int NONE = -1;

  /** What becomes of it. */
  interface Events {
    /** The host has greeted us, by this message. */
    void greeted(Incoming message, String text, long nanos);

    /** The host does not serve, or says nothing. Told once; nothing is told after it. */
    void failed();
  }

  private final Sockets sockets;
  private final HostDoor host;
  private final int borneMillis;
  private final Events events;
  private long timer;
  private Wire wire;
  private BooleanSupplier stillSilent = () -> false;

  /**
   * @param afterMillis how long it waits before it opens
   * @param borneMillis how long silence is borne from when it is noticed
   */
  Successor(
      Sockets sockets,
      HostDoor host,
      long afterMillis,
      int borneMillis,
      Function<Wire.Events, Wire> open,
      Events events) {
    this.sockets = sockets;
    this.host = host;
    this.borneMillis = borneMillis;
    this.events = events;
    this.timer =
        sockets.after(
            Math.max(1, afterMillis),
            () -> {
              timer = NONE;
              wire = open.apply(new Opening());
            });
  }

  HostDoor host() {
    return host;
  }

  /**
   * The connection, which is the caller's from now on, as is its silence. Null: it will not be
   * opened.
   */
  Wire take(Wire.Events taker) {
    cancel();
    var taken = wire;
    wire = null;
    if (taken != null) {
      taken.handTo(taker);
      if (stillSilent.getAsBoolean()) {
        taker.silent(stillSilent);
      }
    }
    return taken;
  }

  void end() {
    cancel();
    if (wire != null) {
      wire.end();
      wire = null;
    }
  }

  private void cancel() {
    if (timer != NONE) {
      sockets.cancel(timer);
      timer = NONE;
    }
  }

  private void fail() {
    end();
    events.failed();
  }

  /** While its host has not greeted us. */
  private final class Opening implements Wire.Events {
    @Override
    public void message(Incoming message, String text, long nanos) {
      if (Trouble.after(null, message.type(), message.code()) != null) {
        fail();
      } else if (Trouble.isGreeting(message.type())) {
        events.greeted(message, text, nanos);
      }
    }

    @Override
    public void silent(BooleanSupplier still) {
      stillSilent = still;
      timer =
          sockets.after(
              borneMillis,
              () -> {
                timer = NONE;
                if (still.getAsBoolean()) {
                  fail();
                }
              });
    }

    @Override
    public void closed(int code, String reason) {
      fail();
    }
  }
}
