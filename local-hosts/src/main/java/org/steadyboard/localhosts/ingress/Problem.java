package org.steadyboard.localhosts.ingress;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.steadyboard.host.error.ProblemCode;

/** What the ingress itself answers when it cannot pass a request on (RFC 9457). */
enum Problem {
  SERVICE_AWAY(ProblemCode.SERVICE_AWAY, "This part of the host is away for a moment; try again."),
  TOO_MANY_WEBSOCKETS(ProblemCode.TOO_MANY_CONNECTIONS, "This host has no room for more boards."),
  NOT_FOUND(ProblemCode.NOT_FOUND, "There is nothing at this address."),
  METHOD_NOT_ALLOWED(ProblemCode.METHOD_NOT_ALLOWED, "This address can only be read."),
  MALFORMED_PATH(
      ProblemCode.MALFORMED_PATH, "The path of this address cannot be understood safely."),
  MALFORMED_REQUEST(ProblemCode.MALFORMED_REQUEST, "The request cannot be understood safely."),
  HEADERS_TOO_LARGE(
      ProblemCode.HEADERS_TOO_LARGE, "The request is too long to become a websocket."),
  BUSY(ProblemCode.BUSY, "This host is busy; try again soon."),
  TOO_LARGE(ProblemCode.TOO_LARGE, "The body is larger than 1 GiB.");

  static final String CONTENT_TYPE = "application/problem+json";

  /** Seconds, with status 503. */
  static final String RETRY_AFTER = "1";

  private final int status;
  private final String body;

  Problem(ProblemCode code, String detail) {
    this.status = code.status();
    this.body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", code.title())
            .put("status", status)
            .put("code", code.code())
            .put("detail", detail)
            .encode();
  }

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  boolean retrySoon() {
    return status == 503;
  }

  void send(HttpServerRequest request, SecurityHeaders security) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    security.apply(response.headers());
    security.allowReading(request.getHeader("Origin"), response.headers());
    response.setStatusCode(status).putHeader("Content-Type", CONTENT_TYPE);
    response.putHeader("Cache-Control", "no-store");
    if (retrySoon()) {
      response.putHeader("Retry-After", RETRY_AFTER);
    }
    response.end(body);
  }
}
