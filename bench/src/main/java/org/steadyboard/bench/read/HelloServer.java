package org.steadyboard.bench.read;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * The peer: a bare Vert.x server that answers every request with the same bytes. What a service on
 * the same stack could reach at best if it did nothing.
 */
public final class HelloServer extends AbstractVerticle {

  private static final Buffer HELLO = Buffer.buffer("hello");

  /** {@code "hello"} at /, and as many bytes as the second argument says at /page. */
  public static void main(String... arguments) {
    var port = Integer.parseInt(arguments[0]);
    var page = Buffer.buffer("x".repeat(Integer.parseInt(arguments[1])));
    var vertx = Vertx.vertx();
    var loops = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    vertx.deployVerticle(() -> new HelloServer(port, page), loops);
  }

  private final int port;
  private final Buffer page;

  private HelloServer(int port, Buffer page) {
    this.port = port;
    this.page = page;
  }

  @Override
  public void start() {
    vertx
        .createHttpServer()
        .requestHandler(
            request -> request.response().end(request.path().equals("/page") ? page : HELLO))
        .listen(port, "127.0.0.1");
  }
}
