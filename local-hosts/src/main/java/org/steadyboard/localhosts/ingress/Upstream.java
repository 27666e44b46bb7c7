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
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One service behind the ingress. Bodies stream both ways; a service that is away is answered for
 * at once.
 */
final class Upstream {
  /** One that is used, and one that is being closed. */
  private static final int CONNECTIONS_A_PLACE = 2;

  private static final Logger LOG = Logger.getLogger(Upstream.class.getName());

  private final String service;
  private final IngressLimits limits;
  private final SecurityHeaders security;
  private final HttpProxy proxy;
  private final Admission admission;

  Upstream(
      Vertx vertx,
      String service,
      int port,
      IngressLimits limits,
      Places places,
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
            .setKeepAliveTimeout(20);
    var client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(places.total() * CONNECTIONS_A_PLACE));
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
    admission = new Admission(vertx, places, limits.placePatience());
  }

  void pass(HttpServerRequest request) {
    if (declaredLength(request) > limits.gate().bodyBytes()) {
      Problem.TOO_LARGE.send(request, security);
      return;
    }
    Forwarding.mark(request);
    admission.admit(
        request, () -> proxy.handle(request), () -> Problem.BUSY.send(request, security));
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
      LOG.log(Level.WARNING, service + " is away: {0}", failure.getMessage());
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
