package org.steadyboard.host.session;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * All cookies of one name that a request brings. A browser sends one for each path and domain that
 * it was set for, and nobody but the browser knows which is which.
 */
public final class RequestCookies {

  /** Of one name; more are not looked at. */
  public static final int MAX_OF_A_NAME = 4;

  private RequestCookies() {}

  /** In the order of the request, none twice. */
  public static List<String> values(HttpServerRequest request, String name) {
    return values(request.headers().getAll(HttpHeaderNames.COOKIE), name);
  }

  static List<String> values(List<String> headers, String name) {
    return headers.stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
        .filter(cookie -> cookie.name().equals(name))
        .map(cookie -> cookie.value())
        .distinct()
        .limit(MAX_OF_A_NAME)
        .toList();
  }
}
