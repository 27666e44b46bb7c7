package org.steadyboard.host.origin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.ProblemDetails;
import org.steadyboard.host.settings.HostSettings;

/**
 * Refuses what a foreign page sends: anything that changes state, and websockets, which CORS does
 * not cover (RFC 6455, 10.2).
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
    if (!matters(request) || allowed.allows(request.getHeader(HttpHeaders.ORIGIN))) {
      context.next();
      return;
    }
    var details =
        ProblemDetails.of(ProblemCode.ORIGIN_NOT_ALLOWED, ProblemCode.ORIGIN_NOT_ALLOWED.title());
    context
        .response()
        .setStatusCode(details.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
        .end(
            new JsonObject()
                .put("type", details.type())
                .put("title", details.title())
                .put("status", details.status())
                .put("code", details.code())
                .put("detail", details.detail())
                .encode());
  }

  private static boolean matters(HttpServerRequest request) {
    return !READING.contains(request.method()) || request.headers().contains(HttpHeaders.UPGRADE);
  }
}
