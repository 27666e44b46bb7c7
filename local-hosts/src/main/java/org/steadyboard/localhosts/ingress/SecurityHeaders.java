package org.steadyboard.localhosts.ingress;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers that tell a browser what a page of ours may do. A service's own, stricter ones stay. */
final class SecurityHeaders {
  private final Map<String, String> headers = new LinkedHashMap<>();

  private final HostOrigins hosts;

  /**
   * @param hosts that the web UI may speak to, show media of, and be served by
   */
  SecurityHeaders(HostOrigins hosts) {
    this.hosts = hosts;
    headers.put("Content-Security-Policy", policy(hosts));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    // The camera reads a board's QR code.
    headers.put("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  }

  /**
   * Lets a page that another host served read an answer that is made here: otherwise it could not
   * tell "away for a moment" from "gone".
   */
  void allowReading(String origin, MultiMap response) {
    response.set("Vary", "Origin");
    if (hosts.contains(origin)) {
      response.set("Access-Control-Allow-Origin", origin);
      response.set("Access-Control-Allow-Credentials", "true");
      response.set("Access-Control-Expose-Headers", "Retry-After");
    }
  }

  /**
   * Answers a browser that asks whether a page of another host may send this request (Fetch, "CORS
   * preflight"), for this one time.
   *
   * @return false when that is not what was asked, or the page is none of ours
   */
  boolean allowAsking(HttpServerRequest request, MultiMap response) {
    String method = request.getHeader("Access-Control-Request-Method");
    if (request.method() != HttpMethod.OPTIONS
        || method == null
        || !hosts.contains(request.getHeader("Origin"))) {
      return false;
    }
    response.set("Access-Control-Allow-Methods", method);
    String names = request.getHeader("Access-Control-Request-Headers");
    if (names != null) {
      response.set("Access-Control-Allow-Headers", names);
    }
    response.set("Access-Control-Max-Age", "0");
    return true;
  }

  void apply(MultiMap response) {
    headers.forEach(
        (name, value) -> {
          if (!response.contains(name)) {
            response.set(name, value);
          }
        });
  }

  private static String policy(HostOrigins hosts) {
    return String.join(
        "; ",
        "default-src 'self'",
        "img-src 'self' data: blob: " + hosts.http(),
        "media-src 'self' blob: " + hosts.http(),
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self' " + hosts.http() + " " + hosts.websocket(),
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'");
  }
}
