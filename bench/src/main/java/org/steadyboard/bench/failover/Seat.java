package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.steadyboard.bench.steer.Sockets;

/**
 * A browser that stays connected to one of several hosts, by the rules of the real one (socket.ts
 * in the web UI). When the connection to a host that served ends, the same host is tried first,
 * after full jitter; one that refuses, does not open or says nothing within the soft limit is left
 * for the next at once, and when each was tried all are tried again, a little later each time. What
 * the real one also does, and is not here: boards do not ping, so a host that falls silent under
 * them is not left; a silent host is left without asking the others first whether they answer. On
 * the event loop only.
 */
abstract class Seat {

  /** How long a host may take before another is asked. */
  static final long SOFT_LIMIT_MILLIS = 1500;

  private static final int PAUSE_MILLIS = 400;
  private static final int LONGEST_PAUSE_MILLIS = 10_000;
  private static final int MOST_DOUBLINGS = 16;

  private final Sockets sockets;
  private final List<Integer> ports;
  private final Random random;
  private final int home;
  private final Set<Integer> tried = new HashSet<>();
  private int host;

  /** The host that answered last. */
  private int used;

  private int attempt;
  private boolean answered;
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
    this.used = host;
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
      used = home;
      attempt = 0;
      tried.clear();
      connect(0);
    }
  }

  /** This host is about to stop, and said so. */
  final void moveOn() {
    tried.add(host);
    host = another().orElse(host);
    connect(pause(0));
  }

  /** This host does not serve. */
  final void giveUp() {
    tried.add(host);
    var next = another();
    if (next.isPresent()) {
      host = next.getAsInt();
      connect(0);
    } else {
      tried.clear();
      host = used;
      connect(pause(attempt++));
    }
  }

  private void ended() {
    if (answered) {
      connect(pause(attempt++));
    } else {
      giveUp();
    }
  }

  private OptionalInt another() {
    return IntStream.range(1, ports.size())
        .map(step -> (host + step) % ports.size())
        .filter(other -> !tried.contains(other))
        .findFirst();
  }

  private long pause(int before) {
    var most = (long) PAUSE_MILLIS << Math.min(before, MOST_DOUBLINGS);
    return random.nextLong(Math.min(LONGEST_PAUSE_MILLIS, most));
  }

  private void connect(long pauseMillis) {
    var mine = ++generation;
    answered = false;
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
                giveUp();
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
            answered();
            hear(text, System.nanoTime());
          }
        });
    opened.closeHandler(
        closed -> {
          if (mine == generation && !left) {
            ended();
          }
        });
    opened(opened);
  }

  private void answered() {
    answered = true;
    used = host;
    attempt = 0;
    tried.clear();
  }

  final void leave() {
    left = true;
    if (socket != null) {
      socket.close();
    }
  }
}
