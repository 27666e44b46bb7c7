package org.steadyboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line over which one host's Postgres reaches the other's. A cut one swallows nothing and lets
 * nothing through: what runs over it stays open and silent, as behind a dead router.
 */
public final class Wire implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 50;

  private final ServerSocket server;
  private final int to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean cut;

  private Wire(ServerSocket server, int to) {
    this.server = server;
    this.to = to;
    Thread.ofVirtual().start(this::accept);
  }

  /** A line to {@code to} that listens on any free port. */
  static Wire to(int to) {
    try {
      return new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  void cut(boolean now) {
    synchronized (gate) {
      cut = now;
      gate.notifyAll();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var near = server.accept();
        open.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException closed) {
        // The loop's condition tells.
      }
    }
  }

  private void connect(Socket near) {
    try {
      awaitWhole();
      var far = new Socket(InetAddress.getLoopbackAddress(), to);
      open.add(far);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> carry(near, far));
      carry(far, near);
    } catch (IOException | InterruptedException away) {
      end(near);
    }
  }

  private void carry(Socket from, Socket to) {
    var buffer = new byte[BUFFER_BYTES];
    try {
      for (var n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        awaitWhole();
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException broken) {
      // Both ends hear of it below.
    }
    end(from);
    end(to);
  }

  private void awaitWhole() throws InterruptedException {
    synchronized (gate) {
      while (cut) {
        gate.wait();
      }
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut(false);
    open.forEach(this::end);
  }

  @Override
  public String toString() {
    return "line between hosts";
  }
}
