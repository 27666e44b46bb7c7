package org.steadyboard.lesson.limits;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The largest body that a route reads at all. Quarkus has one limit for all routes, which must let
 * an import through; this puts a lower one for all others where Quarkus looks, and {@link
 * JsonLimit} answers well below it.
 */
@ApplicationScoped
public class BodyLimit {

  static final long BYTES = 32L << 20;

  private static final String IMPORT = "/api/admin/import";

  /** Right after Quarkus has put its own limit there, which is at 2. */
  private static final int PRIORITY = 1;

  void register(@Observes Filters filters) {
    filters.register(BodyLimit::limit, PRIORITY);
  }

  private static void limit(RoutingContext context) {
    if (!IMPORT.equals(context.normalizedPath())) {
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, BYTES);
    }
    context.next();
  }
}
