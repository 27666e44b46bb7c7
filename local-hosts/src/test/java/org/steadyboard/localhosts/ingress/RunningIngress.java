package org.steadyboard.localhosts.ingress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.ingress.gate.GateLimits;
import org.steadyboard.testkit.FreePort;

/** A real ingress before a real little service that plays all of the services. */
final class RunningIngress {
  static final int MAX_WEBSOCKETS = 300;

  /** A body of a megabyte, and a second for what may take long. */
  static final GateLimits SMALL_GATE =
      new GateLimits(
          16 * 1024,
          8 * 1024,
          100,
          Duration.ofSeconds(1),
          256 * 1024,
          128 * 1024,
          1024 * 1024,
          400,
          350,
          Duration.ofSeconds(1),
          100,
          Duration.ofSeconds(1),
          100,
          1_000_000,
          100_000);

  static final IngressLimits SMALL_LIMITS =
      new IngressLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofSeconds(50),
          SMALL_GATE,
          IngressLimits.USUAL.places(),
          Duration.ofSeconds(1),
          MAX_WEBSOCKETS);

  static final String OTHER_HOST = "http://localhost:9";

  final Vertx vertx = Vertx.vertx();
  final int port;
  final Ingress.Shared shared;
  private final int servicePort;
  private HttpServer service;

  RunningIngress(Path webUi, io.vertx.core.Handler<HttpServerRequest> serviceHandler)
      throws Exception {
    this(webUi, SMALL_LIMITS, serviceHandler);
  }

  RunningIngress(
      Path webUi, IngressLimits limits, io.vertx.core.Handler<HttpServerRequest> serviceHandler)
      throws Exception {
    shared = Ingress.Shared.of(limits, WebsocketRoom.of(MAX_WEBSOCKETS, MAX_WEBSOCKETS));
    port = FreePort.find();
    servicePort = FreePort.find();
    writeWebUi(webUi);
    startService(serviceHandler);
    var hosts =
        List.of(new IngressConfig.Host("a", 0, url()), new IngressConfig.Host("b", 1, OTHER_HOST));
    var config =
        new IngressConfig(
            port, servicePort, servicePort, servicePort, webUi, hosts, MAX_WEBSOCKETS);
    get(
        vertx.deployVerticle(
            new Ingress(
                config,
                limits,
                shared,
                StaticSite.load(webUi),
                new SecurityHeaders(new HostOrigins(config.urls())))));
  }

  String url() {
    return "http://localhost:" + port;
  }

  void startService(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    var options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(servicePort).setMaxHeaderSize(32_768);
    service = get(vertx.createHttpServer(options).requestHandler(handler).listen());
  }

  void stopService() throws Exception {
    get(service.close());
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static void writeWebUi(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("assets"));
    Files.writeString(folder.resolve("index.html"), "<!doctype html><title>teacher</title>");
    Files.writeString(folder.resolve("board.html"), "<!doctype html><title>board</title>");
    Files.writeString(folder.resolve("assets/app-1a2b.js"), "export const a = 1;\n".repeat(50));
  }

  void stop() throws Exception {
    get(vertx.close());
  }
}
