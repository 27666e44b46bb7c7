package org.steadyboard.host.error;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers what no resource gets to see: paths that cannot be read, and those that nobody has. What
 * is the service's own fault is left to who logs it.
 */
@ApplicationScoped
public class RouterErrors {

  /** Before the failure handlers of all others. */
  private static final int ORDER = Integer.MIN_VALUE;

  void register(@Observes Router router) {
    router.route().order(ORDER).failureHandler(RouterErrors::failed);
  }

  private static void failed(RoutingContext context) {
    var status = context.statusCode();
    if (status < 400 || status >= 500 || context.response().headWritten()) {
      context.next();
    } else {
      ProblemBody.send(context.response(), ProblemMappers.codeOf(status));
    }
  }
}
