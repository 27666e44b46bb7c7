package org.steadyboard.localhosts.ingress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeUnit;

/**
 * One service behind the ingress. Bodies stream both ways; a service that is away is answered for
 * at once.
 */
final class Upstream {
  private final String service;
  private final IngressLimits limits;
  private final SecurityHeaders security;
  private final HttpProxy proxy;
  private final WebsocketTunnel tunnel;

  Upstream(
      Vertx vertx,
      String service,
      int port,
      IngressLimits limits,
      WebsocketRoom room,
      SecurityHeaders security) {
    this.service = service;
    this.limits = limits;
    this.security = security;
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(port)
            .setConnectTimeout((int) limits.connect().toMillis())
            .setIdleTimeout((int) limits.httpIdle().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            // Below the services' own limit, so that no request goes out on a connection being
            // closed.
            .setKeepAliveTimeout(20)
            .setMaxWaitQueueSize(limits.waitingRequestsPerService());
    var client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(limits.httpConnectionsPerService()));
    proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(
                context ->
                    client
                        .request(new RequestOptions())
                        .map(
                            request -> {
                              var authority = context.request().proxiedRequest().authority();
                              return authority == null ? request : request.authority(authority);
                            }))
            .addInterceptor(new Answers());
    tunnel = new WebsocketTunnel(vertx, port, limits, room, security);
  }

  void pass(HttpServerRequest request) {
    if (declaredLength(request) > limits.bodyBytes()) {
      Problem.TOO_LARGE.send(request, security);
      return;
    }
    Forwarding.mark(request);
    if (isUpgrade(request)) {
      tunnel.open(request);
    } else {
      proxy.handle(request);
    }
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /** 0 when it is not declared; the service counts such a body as it comes. */
  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }

  private final class Answers implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      return context
          .sendRequest()
          .recover(failure -> Future.succeededFuture(away(context, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      security.apply(context.response().headers());
      return context.sendResponse();
    }

    private ProxyResponse away(ProxyContext context, Throwable failure) {
      System.err.println("ingress: " + service + " is away: " + failure.getMessage());
      HttpServerRequest asked = context.request().proxiedRequest();
      ProxyResponse response =
          context.request().release().response().putHeader("Cache-Control", "no-store");
      security.allowReading(asked.getHeader("Origin"), response.headers());
      if (security.allowAsking(asked, response.headers())) {
        // The request itself then hears that the service is away; without this, the page hears
        // nothing.
        return response.setStatusCode(204);
      }
      Problem problem = Problem.SERVICE_AWAY;
      return response
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.CONTENT_TYPE)
          .putHeader("Retry-After", Problem.RETRY_AFTER)
          .setBody(Body.body(Buffer.buffer(problem.body())));
    }
  }
}
