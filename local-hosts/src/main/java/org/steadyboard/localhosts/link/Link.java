package org.steadyboard.localhosts.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One host's way to another one's Postgres. Cut, it is a black hole: nothing goes through, open
 * connections stay open, new ones are accepted and hear nothing; an end that closes is not heard of
 * on the other side before the heal. What was already on its way out of here still arrives.
 *
 * <p>Used by one event loop only.
 */
final class Link {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  private final int targetPort;
  private final NetServer server;
  private final NetClient client;
  private final Set<Wire> wires = new HashSet<>();
  private boolean cut;

  Link(Vertx vertx, int port, int targetPort) {
    this.targetPort = targetPort;
    server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port));
    client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout((int) CONNECT_LIMIT.toMillis()));
  }

  Future<Void> open() {
    return server.connectHandler(this::accept).listen().mapEmpty();
  }

  void cut() {
    cut = true;
    each(Wire::cut);
  }

  void heal() {
    cut = false;
    each(Wire::heal);
  }

  private void accept(NetSocket near) {
    Wire[] wire = new Wire[1];
    wire[0] = new Wire(near, client, targetPort, cut, () -> wires.remove(wire[0]));
    wires.add(wire[0]);
  }

  /** A wire may go while it is being told. */
  private void each(Consumer<Wire> tell) {
    List.copyOf(wires).forEach(tell);
  }
}
