package org.steadyboard.board.socket;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets go of the request that opened a websocket. Vert.x and Quarkus keep it for as long as that is
 * open: its headers twice, and with the identity that was checked the whole route that it took,
 * which is more than all that we know of a board.
 */
@Singleton
final class Handshakes {

  /** What answering the handshake needs; nothing else of the request is looked at later. */
  static final Set<String> KEPT_HEADERS =
      Set.of("host", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version");

  private static final String ROUTE = Handshakes.class.getName();

  /** After the checks that every request passes. */
  private static final int PRIORITY = 1;

  void register(@Observes Filters filters) {
    filters.register(Handshakes::note, PRIORITY);
  }

  private static void note(RoutingContext route) {
    if (route.request().headers().contains("Sec-WebSocket-Key")) {
      ContextLocals.put(ROUTE, route);
    }
    route.next();
  }

  /** The route of the request that is being checked, once, on its own thread; null: unknown. */
  static RoutingContext route() {
    var route = ContextLocals.<RoutingContext>get(ROUTE, null);
    ContextLocals.remove(ROUTE);
    // As the websocket's own contexts are made from this one, they would keep it too.
    ContextLocals.remove(HttpSecurityUtils.ROUTING_CONTEXT_ATTRIBUTE);
    return route;
  }

  /** The upgrade is permitted: all was read of the request that will be. */
  static void letGo(RoutingContext route) {
    if (route == null) {
      return;
    }
    var headers = route.request().headers();
    List.copyOf(headers.names()).stream()
        .filter(name -> !KEPT_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(headers::remove);
    route.userContext().clear();
    route.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
  }
}
