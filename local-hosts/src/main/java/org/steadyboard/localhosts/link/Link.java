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
 * How one host reaches a server of another one: what it asks goes out, what that answers comes
 * back, and either can be cut. Cut, it is a black hole: nothing goes through, open connections stay
 * open, and an end that closes is not heard of on the other side before the heal. A new connection
 * takes both ways, as a handshake does: with one of them cut, it is accepted and hears nothing.
 * What was already on its way out of here still arrives.
 *
 * <p>Used by one event loop only.
 */
final class Link {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  private final int targetPort;
  private final NetServer server;
  private final NetClient client;
  private final Set<Wire> wires = new HashSet<>();
  private boolean outCut;
  private boolean backCut;

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

  void cut(boolean out, boolean back) {
    outCut = out;
    backCut = back;
    each(wire -> wire.cut(out, back));
  }

  private void accept(NetSocket near) {
    Wire[] wire = new Wire[1];
    wire[0] = new Wire(near, client, targetPort, () -> wires.remove(wire[0]));
    wires.add(wire[0]);
    wire[0].cut(outCut, backCut);
  }

  /** A wire may go while it is being told. */
  private void each(Consumer<Wire> tell) {
    List.copyOf(wires).forEach(tell);
  }
}
