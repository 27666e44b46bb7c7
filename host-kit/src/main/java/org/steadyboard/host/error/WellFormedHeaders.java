package org.steadyboard.host.error;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Answers what names no media types where it should, which choosing a resource by them would fail
 * over.
 */
@ApplicationScoped
public class WellFormedHeaders {

  /** Beside the check of origins: before anything else looks at the request. */
  private static final int PRIORITY = 499;

  void register(@Observes Filters filters) {
    filters.register(WellFormedHeaders::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    var headers = context.request().headers();
    if (!areTypes(headers.getAll(HttpHeaders.ACCEPT))) {
      ProblemBody.send(context.response(), ProblemCode.NOT_ACCEPTABLE);
    } else if (!areTypes(headers.getAll(HttpHeaders.CONTENT_TYPE))) {
      ProblemBody.send(context.response(), ProblemCode.UNSUPPORTED_TYPE);
    } else {
      context.next();
    }
  }

  private static boolean areTypes(Iterable<String> values) {
    try {
      for (var value : values) {
        MediaTypeHelper.parseHeader(value);
      }
      return true;
    } catch (RuntimeException e) {
      // Whatever the parser throws, it would throw it again for the resources.
      return false;
    }
  }
}
