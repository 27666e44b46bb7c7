package org.steadyboard.host.origin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.settings.HostSettings;

/**
 * Refuses what a foreign page sends: what it may not read either, and for good anything that
 * changes state, and websockets, which CORS does not cover (RFC 6455, 10.2).
 */
@ApplicationScoped
public class OriginCheck {

  /** Before every other filter but Quarkus' own. */
  private static final int PRIORITY = 500;

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final AllowedOrigins allowed;

  public OriginCheck(HostSettings settings) {
    this.allowed =
        new AllowedOrigins(settings.publicUrl(), settings.allowedOrigins().orElse(List.of()));
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    var request = context.request();
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (allowed.allows(origin) || (!matters(request) && isSame(origin, request))) {
      context.next();
      return;
    }
    ProblemBody.send(context.response(), ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  /** As the CORS filter lets by without an answer of its own (RFC 6454, 5). */
  private static boolean isSame(String origin, HttpServerRequest request) {
    return origin.equalsIgnoreCase(request.scheme() + "://" + request.authority());
  }

  private static boolean matters(HttpServerRequest request) {
    return !READING.contains(request.method()) || request.headers().contains(HttpHeaders.UPGRADE);
  }
}
