package org.steadyboard.localhosts.ingress;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The origins of all hosts, as a browser may name them: a host on this machine by its name or by
 * its address.
 */
final class HostOrigins {
  private final Set<String> http = new LinkedHashSet<>();
  private final Set<String> websocket = new LinkedHashSet<>();

  HostOrigins(Collection<String> publicUrls) {
    for (String url : publicUrls) {
      URI uri = URI.create(url);
      add(uri.getScheme(), uri.getAuthority());
      if ("localhost".equals(uri.getHost())) {
        add(uri.getScheme(), "127.0.0.1:" + uri.getPort());
      }
    }
  }

  private void add(String scheme, String authority) {
    http.add(scheme + "://" + authority);
    websocket.add(("https".equals(scheme) ? "wss" : "ws") + "://" + authority);
  }

  boolean contains(String origin) {
    return origin != null && http.contains(origin);
  }

  String http() {
    return String.join(" ", http);
  }

  String websocket() {
    return String.join(" ", websocket);
  }
}
