package org.steadyboard.localhosts.ingress;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.ingress.gate.Connections;
import org.steadyboard.localhosts.ingress.gate.Gate;

/** The one address of a host: parts requests among the services and the files of the web UI. */
final class Ingress extends AbstractVerticle {
  private final IngressConfig config;
  private final IngressLimits limits;
  private final Shared shared;
  private final StaticSite site;
  private final SecurityHeaders security;
  private final byte[] hostsJson;

  private Upstream lesson;
  private Upstream board;
  private Upstream media;
  private WebsocketTunnel websockets;

  /** What all event loops of a host's ingress share. */
  record Shared(
      Connections connections, WebsocketRoom room, Places lesson, Places board, Places media) {
    static Shared of(IngressLimits limits, WebsocketRoom room) {
      return new Shared(
          new Connections(limits.gate(), room::othersNow),
          room,
          new Places(limits.places()),
          new Places(limits.places()),
          new Places(limits.places()));
    }
  }

  Ingress(
      IngressConfig config,
      IngressLimits limits,
      Shared shared,
      StaticSite site,
      SecurityHeaders security) {
    this.config = config;
    this.limits = limits;
    this.shared = shared;
    this.site = site;
    this.security = security;
    this.hostsJson = hostsJson(config).toBuffer().getBytes();
  }

  @Override
  public void start(Promise<Void> started) {
    lesson = upstream("lesson-service", config.lessonPort(), shared.lesson());
    board = upstream("board-service", config.boardPort(), shared.board());
    media = upstream("media-sync-service", config.mediaPort(), shared.media());
    websockets = new WebsocketTunnel(vertx, config.boardPort(), limits, shared.room(), security);
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(config.port())
            // The gate is stricter in all that it lets through, and knows of no other protocol.
            .setMaxHeaderSize(2 * limits.gate().headBytes())
            .setMaxInitialLineLength(2 * limits.gate().requestLineBytes())
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout((int) limits.clientIdle().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTcpNoDelay(true);
    vertx
        .createHttpServer(options)
        .connectionHandler(
            connection ->
                Gate.before(((HttpServerConnection) connection).channel(), shared.connections()))
        .requestHandler(this::handle)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private Upstream upstream(String service, int port, Places places) {
    return new Upstream(vertx, service, port, limits, places, security);
  }

  private void handle(HttpServerRequest request) {
    Gate gate = Gate.of(Admission.channel(request));
    request.response().bodyEndHandler(written -> gate.answered());
    String path = request.path();
    switch (path == null ? Route.MALFORMED : Route.of(path)) {
      case LESSON -> lesson.pass(request);
      case BOARD -> board.pass(request);
      case MEDIA -> media.pass(request);
      case WEBSOCKET -> {
        if (WebsocketTunnel.isAskedFor(request)) {
          websockets.open(request);
        } else {
          board.pass(request);
        }
      }
      case HOSTS -> sendHosts(request);
      case STATIC -> site.serve(request, security);
      case MALFORMED -> Problem.MALFORMED_PATH.send(request, security);
      case NONE -> Problem.NOT_FOUND.send(request, security);
    }
  }

  private void sendHosts(HttpServerRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      Problem.METHOD_NOT_ALLOWED.send(request, security);
      return;
    }
    security.apply(request.response().headers());
    request
        .response()
        // No secret, and a page of any host or of a CDN asks for it.
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Length", Integer.toString(hostsJson.length));
    if (request.method() == HttpMethod.HEAD) {
      request.response().end();
    } else {
      request.response().end(io.vertx.core.buffer.Buffer.buffer(hostsJson));
    }
  }

  private static JsonObject hostsJson(IngressConfig config) {
    JsonArray hosts = new JsonArray();
    for (IngressConfig.Host host : config.hosts()) {
      hosts.add(
          new JsonObject().put("id", host.id()).put("url", host.url()).put("slot", host.slot()));
    }
    return new JsonObject().put("hosts", hosts);
  }
}
