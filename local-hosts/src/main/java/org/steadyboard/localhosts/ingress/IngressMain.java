package org.steadyboard.localhosts.ingress;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.steadyboard.localhosts.BoundedConsole;
import org.steadyboard.localhosts.CommandFailure;

/** One host's ingress as a process of its own. */
public final class IngressMain {
  private static final int MAX_EVENT_LOOPS = 4;

  private IngressMain() {}

  public static void main(String[] none) throws InterruptedException {
    BoundedConsole.install();
    try {
      run(IngressConfig.of(System.getenv()));
    } catch (CommandFailure | IOException | ExecutionException failure) {
      System.err.println("ingress: " + failure.getMessage());
      System.exit(CommandFailure.FAILED);
    }
  }

  private static void run(IngressConfig config)
      throws IOException, InterruptedException, ExecutionException {
    int loops = Math.min(MAX_EVENT_LOOPS, Runtime.getRuntime().availableProcessors());
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setPreferNativeTransport(false));
    var security = new SecurityHeaders(new HostOrigins(config.urls()));
    var site = StaticSite.load(config.webUi());
    var limits = IngressLimits.USUAL.withConnectionsPerAddress(config.connectionsPerAddress());
    var room = WebsocketRoom.ofThisProcess(limits.websocketsPerAddress());
    var shared = Ingress.Shared.of(limits, room);
    vertx
        .deployVerticle(
            () -> new Ingress(config, limits, shared, site, security),
            new DeploymentOptions().setInstances(loops))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    System.out.println(
        "ingress: listening on port "
            + config.port()
            + ", room for "
            + room.limit()
            + " websockets (by the limit of open files)");
  }
}
