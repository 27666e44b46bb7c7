package org.steadyboard.host.wake;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;

/**
 * Refuses what waited in a service that slept: whoever said it has long gone to another host and
 * may have said something newer there, and a write of now would win over that. So for a second
 * after waking every write is answered {@code busy}; who is still there says it again. Upgrades to
 * a websocket are no writes: what comes over them is looked at one by one.
 */
@ApplicationScoped
public class WokenWrites {

  /**
   * After the check of the origin and what CORS adds (300 in Quarkus), so that a page of another
   * host may read the answer; before anything reads the body.
   */
  private static final int PRIORITY = 250;

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Wakefulness wakefulness;

  public WokenWrites(Wakefulness wakefulness) {
    this.wakefulness = wakefulness;
  }

  /** Looked at from before the first request, whether or not there is a database. */
  void start(@Observes StartupEvent event, Vertx vertx) {
    wakefulness.begin();
    vertx.setPeriodic(Wakefulness.LOOK_EVERY.toMillis(), ignored -> wakefulness.look());
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (READING.contains(context.request().method()) || wakefulness.untilSettled().isZero()) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    // The body is not read: the connection cannot be used for another request.
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    ProblemBody.send(context.response(), ProblemCode.BUSY);
  }
}
