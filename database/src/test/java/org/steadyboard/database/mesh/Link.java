package org.steadyboard.database.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a port that a test can cut, silence and heal. A cut one ends what runs over it and
 * takes nothing new; a silent one keeps and takes connections, and carries nothing until it is
 * healed.
 */
public final class Link implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean cut;
  private boolean silent;

  Link(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public synchronized void cut() {
    cut = true;
    silent = false;
    notifyAll();
    open.forEach(Link::end);
  }

  public synchronized void silence() {
    silent = true;
  }

  public synchronized void heal() {
    cut = false;
    silent = false;
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // This link was closed.
      }
    }
  }

  private void connect(Socket near) {
    open.add(near);
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(far);
      Thread.ofVirtual().start(() -> carry(near, far));
      Thread.ofVirtual().start(() -> carry(far, near));
      if (isCut()) {
        end(far);
      }
    } catch (IOException e) {
      // The far end is down, as a machine without that server would answer.
      end(near);
    }
  }

  private void carry(Socket from, Socket to) {
    var bytes = new byte[8192];
    try {
      for (var n = from.getInputStream().read(bytes);
          n >= 0;
          n = from.getInputStream().read(bytes)) {
        awaitSound();
        to.getOutputStream().write(bytes, 0, n);
      }
      awaitSound();
    } catch (IOException e) {
      // Cut: both ends see it below.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized boolean isCut() {
    return cut;
  }

  private synchronized void awaitSound() throws IOException {
    while (silent) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
