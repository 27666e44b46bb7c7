package org.steadyboard.mediasync.peer;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.media.LocalFiles;

/** A host's listener over a real socket, and who asks it. */
final class PeerPlace implements AutoCloseable {

  static final byte[] KEY = new byte[32];

  /** Long enough for a machine whose processors are all taken by other tests. */
  static final Deadlines PATIENT =
      new Deadlines(
          Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15), 64 * 1024);

  final LocalFiles store;
  final int port;
  private final PeerListener listener;

  PeerPlace(Vertx vertx, String host, Path folder, Offered offered, Duration unknownFor)
      throws IOException {
    store = new LocalFiles(folder);
    listener =
        new PeerListener(
            vertx,
            new PeerTokens(host, KEY, Clock.systemUTC()),
            store,
            offered,
            heard -> {},
            unknownFor);
    port = listener.listen("127.0.0.1", 0);
  }

  PeerPlace(Vertx vertx, String host, Path folder) throws IOException {
    this(
        vertx,
        host,
        folder,
        (from, content) -> CompletableFuture.completedFuture(false),
        Admission.UNKNOWN_FOR);
  }

  /** Of host a, for a host that answers at that port. */
  static PeerClient client(Vertx vertx, String host, int port) {
    return client(vertx, host, port, PATIENT);
  }

  static PeerClient client(Vertx vertx, String host, int port, Deadlines deadlines) {
    return new PeerClient(
        vertx,
        new Peer(host, URI.create("http://127.0.0.1:" + port)),
        new PeerTokens("a", KEY, Clock.systemUTC()),
        deadlines);
  }

  @Override
  public void close() {
    listener.close();
  }
}
