package org.steadyboard.localhosts.ingress;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Headers that tell a browser what a page of ours may do. A service's own, stricter ones stay. */
final class SecurityHeaders {
  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param hosts public addresses that the web UI may speak to
   */
  SecurityHeaders(Collection<String> hosts) {
    headers.put("Content-Security-Policy", policy(hosts));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    // The camera reads a board's QR code.
    headers.put("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  }

  void apply(MultiMap response) {
    headers.forEach(
        (name, value) -> {
          if (!response.contains(name)) {
            response.set(name, value);
          }
        });
  }

  private static String policy(Collection<String> hosts) {
    return String.join(
        "; ",
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self' " + String.join(" ", reachable(hosts)),
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'");
  }

  private static Set<String> reachable(Collection<String> hosts) {
    var addresses = new LinkedHashSet<String>();
    for (String host : hosts) {
      URI uri = URI.create(host);
      addresses.add(host);
      addresses.add(websocket(uri.getScheme()) + "://" + uri.getAuthority());
      if ("localhost".equals(uri.getHost())) {
        addresses.add(websocket(uri.getScheme()) + "://127.0.0.1:" + uri.getPort());
      }
    }
    return addresses;
  }

  private static String websocket(String scheme) {
    return "https".equals(scheme) ? "wss" : "ws";
  }
}
