package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.steer.Sockets;

/**
 * A browser that stays connected to one of several hosts, by the rules of the real one: when its
 * connection ends or says nothing within the soft limit, the next host is tried at once, and so on
 * round, a little later each time. On the event loop only.
 */
abstract class Seat {

  /** How long a host may take before another is asked. */
  static final long SOFT_LIMIT_MILLIS = 1500;

  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 400;

  private final Sockets sockets;
  private final List<Integer> ports;
  private final Random random;
  private final int home;
  private int host;
  private int attempt;
  private int generation;
  private boolean left;
  private WebSocket socket;

  /**
   * @param ports of the hosts' board-services
   * @param host the index of the first to try
   */
  Seat(Sockets sockets, List<Integer> ports, int host, Random random) {
    this.sockets = sockets;
    this.ports = ports;
    this.home = host;
    this.host = host;
    this.random = random;
  }

  abstract Future<WebSocket> open(int port);

  /** Says hello. */
  abstract void opened(WebSocket opened);

  /** What is heard over the present connection only. */
  abstract void hear(String text, long nanos);

  /** There is no connection now: what is to be said waits. */
  abstract void gone();

  final Sockets sockets() {
    return sockets;
  }

  final void say(String text) {
    socket.writeTextMessage(text);
  }

  final void connect() {
    connect(0);
  }

  /** Whether it is where it began. */
  final boolean isHome() {
    return host == home;
  }

  final int host() {
    return host;
  }

  /** Goes back to where it began: a cold host may have been given up while all came in. */
  final void goHome() {
    if (!isHome()) {
      host = home;
      attempt = 0;
      connect(0);
    }
  }

  /** Gives this host up for the next one. */
  final void moveOn() {
    host = (host + 1) % ports.size();
    var pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 4));
    attempt++;
    connect(random.nextInt(pause));
  }

  private void connect(long pauseMillis) {
    var mine = ++generation;
    gone();
    var old = socket;
    socket = null;
    if (old != null) {
      old.close();
    }
    sockets.after(pauseMillis, () -> attempt(mine));
  }

  private void attempt(int mine) {
    if (mine != generation || left) {
      return;
    }
    open(ports.get(host))
        .timeout(SOFT_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(
            refused -> {
              if (mine == generation && !left) {
                moveOn();
              }
            })
        .onSuccess(opened -> take(opened, mine));
  }

  private void take(WebSocket opened, int mine) {
    if (mine != generation || left) {
      opened.close();
      return;
    }
    socket = opened;
    opened.textMessageHandler(
        text -> {
          if (mine == generation) {
            hear(text, System.nanoTime());
          }
        });
    opened.closeHandler(
        closed -> {
          if (mine == generation && !left) {
            moveOn();
          }
        });
    opened(opened);
  }

  /** The host has answered: the next failure begins with the shortest pause. */
  final void settled() {
    attempt = 0;
  }

  final void leave() {
    left = true;
    if (socket != null) {
      socket.close();
    }
  }
}
