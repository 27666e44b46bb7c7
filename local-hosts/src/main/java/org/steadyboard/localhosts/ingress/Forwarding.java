package org.steadyboard.localhosts.ingress;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Says who really asks. Whatever the client itself says about that is dropped, not added to. */
final class Forwarding {
  private static final List<String> CLAIMS =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Real-IP");

  private Forwarding() {}

  /** Changes the request's own headers, so that both ways of passing it on carry them. */
  static void mark(HttpServerRequest request) {
    MultiMap headers = request.headers();
    CLAIMS.forEach(headers::remove);
    headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
    if (request.authority() != null) {
      headers.set("X-Forwarded-Host", request.authority().toString());
    }
  }
}
