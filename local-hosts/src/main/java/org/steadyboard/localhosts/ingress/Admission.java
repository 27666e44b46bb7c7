package org.steadyboard.localhosts.ingress;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.steadyboard.localhosts.ingress.gate.Gate;

/** Gets each request its place at a service, and gives it back once the request is over. */
final class Admission {
  private static final String HEALTH = "/api/host";
  private static final Set<String> SESSION_COOKIES = Set.of("session", "__Host-session");

  private final Vertx vertx;
  private final Places places;
  private final Duration patience;

  /**
   * @param patience with which a request waits for its place
   */
  Admission(Vertx vertx, Places places, Duration patience) {
    this.vertx = vertx;
    this.places = places;
    this.patience = patience;
  }

  /**
   * Does one of the two, on the request's own thread: {@code go} when it has its place, {@code
   * busy} when too many wait or it has waited for too long. The request is paused until then.
   */
  void admit(HttpServerRequest request, Runnable go, Runnable busy) {
    new Visit(request, go, busy).begin();
  }

  static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channel();
  }

  static InetAddress address(HttpServerRequest request) {
    return ((InetSocketAddress) channel(request).remoteAddress()).getAddress();
  }

  private static Places.Kind kind(HttpServerRequest request, boolean whole) {
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (HEALTH.equals(request.path()) && reads && whole) {
      return Places.Kind.HEALTH;
    }
    return request.cookies().stream().map(Cookie::getName).anyMatch(SESSION_COOKIES::contains)
        ? Places.Kind.SIGNED_IN
        : Places.Kind.ANYBODY;
  }

  private final class Visit {
    private final HttpServerRequest request;
    private final Runnable go;
    private final Runnable busy;
    private final Places.Guest guest;
    private long timer;
    private boolean waiting = true;

    Visit(HttpServerRequest request, Runnable go, Runnable busy) {
      this.request = request;
      this.go = go;
      this.busy = busy;
      boolean whole = Gate.of(channel(request)).requestIsWhole();
      Context context = vertx.getOrCreateContext();
      guest =
          new Places.Guest(
              kind(request, whole),
              address(request),
              !whole,
              () -> context.runOnContext(turn -> come()));
    }

    void begin() {
      request.pause();
      // Said for a connection that breaks, too.
      request.response().endHandler(over -> leave());
      if (places.enter(guest)) {
        timer = vertx.setTimer(patience.toMillis(), late -> giveUp());
      } else {
        giveUp();
      }
    }

    private void come() {
      if (waiting) {
        waiting = false;
        vertx.cancelTimer(timer);
        go.run();
      }
    }

    private void giveUp() {
      if (waiting) {
        leave();
        request.resume();
        busy.run();
      }
    }

    private void leave() {
      if (waiting) {
        waiting = false;
        vertx.cancelTimer(timer);
      }
      places.leave(guest);
    }
  }
}
