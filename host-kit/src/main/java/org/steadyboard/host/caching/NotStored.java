package org.steadyboard.host.caching;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * No cache between keeps an answer that does not say for how long it may: what a teacher, an admin
 * or a board is told is theirs, and an error is of the moment (RFC 9111, 5.2.2.5).
 */
@ApplicationScoped
public class NotStored {

  /** Before all that may answer. */
  private static final int PRIORITY = 1000;

  void register(@Observes Filters filters) {
    filters.register(NotStored::mark, PRIORITY);
  }

  private static void mark(RoutingContext context) {
    var response = context.response();
    context.addHeadersEndHandler(
        sending -> {
          if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          }
        });
    context.next();
  }
}
