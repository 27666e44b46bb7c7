package org.steadyboard.lesson.limits;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.ProblemDetails;

/**
 * How large a body may be. Quarkus has one limit for all routes, which must let an import through;
 * every other body is JSON and far smaller. A body that does not say its size is counted by Quarkus
 * while it is read, against the number that we put where it looks.
 */
@ApplicationScoped
public class BodyLimit {

  static final long JSON_BYTES = 1L << 20;

  private static final String IMPORT = "/api/admin/import";

  /** After the check of Origin. */
  private static final int PRIORITY = 400;

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    var request = context.request();
    if (IMPORT.equals(context.normalizedPath())) {
      context.next();
      return;
    }
    if (size(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > JSON_BYTES) {
      refuse(context);
      return;
    }
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, JSON_BYTES);
    context.next();
  }

  /** -1 when it is not said; what is no number is refused by Vert.x before. */
  private static long size(String header) {
    return header == null ? -1 : Long.parseLong(header);
  }

  private static void refuse(RoutingContext context) {
    var details =
        ProblemDetails.of(ProblemCode.TOO_LARGE, "The body has more than " + JSON_BYTES + " bytes");
    context
        .response()
        .setStatusCode(details.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
        // The rest of the body is not read.
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(
            new JsonObject()
                .put("type", details.type())
                .put("title", details.title())
                .put("status", details.status())
                .put("code", details.code())
                .put("detail", details.detail())
                .encode());
  }
}
