package org.steadyboard.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP link to a port of this machine that a test cuts, silences and heals. A cut one is as a
 * server that was stopped: what runs over it ends, and new connections are refused. A silent one is
 * as a cable that was pulled: it keeps and takes connections, and carries nothing, not even that an
 * end was closed, until it is healed; then all goes on in order.
 *
 * <p>It acknowledges what it holds back, so a sender notices by its own time-outs, not by TCP's.
 */
public final class CuttableLink implements AutoCloseable {

  /** Who is heard, whichever end asked for the connection to be made. */
  public enum Way {
    TO_SERVER,
    TO_CLIENT
  }

  private static final int WAITING_CONNECTIONS = 50;

  private final int target;

  /** Never listens: it keeps the port ours while nothing may be connected. */
  private final Socket place = new Socket();

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Way> silent = EnumSet.noneOf(Way.class);
  private ServerSocket server;
  private Thread accepting;

  /**
   * Whole at first.
   *
   * @param target the server's port on the loopback; it may come and go
   */
  public CuttableLink(int target) {
    this.target = target;
    try {
      place.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      place.setReuseAddress(true);
      place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect, on the loopback; the same for ever. */
  public int port() {
    return place.getLocalPort();
  }

  /** Ends what runs over it, refuses what is new. What was held back is lost. */
  public synchronized void cut() {
    end(server);
    // Only then are connections refused: a port is listened on for as long as a thread accepts.
    joinAccepting();
    open.forEach(CuttableLink::end);
    silent.clear();
    notifyAll();
  }

  /** Holds everything back, both ways. */
  public synchronized void silence() {
    Collections.addAll(silent, Way.values());
  }

  /**
   * Holds back what goes one way over connections that are open already. A new one takes both ways
   * to be made, so it hears nothing in either.
   */
  public synchronized void silence(Way way) {
    silent.add(way);
  }

  /** Whole again, whatever it was. */
  public synchronized void heal() {
    if (server.isClosed()) {
      listen();
    }
    silent.clear();
    notifyAll();
  }

  /** As a cut, and the port is given back. */
  @Override
  public void close() {
    cut();
    end(place);
  }

  private void listen() {
    try {
      var listening = new ServerSocket();
      listening.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      listening.setReuseAddress(true);
      listening.bind(place.getLocalSocketAddress(), WAITING_CONNECTIONS);
      server = listening;
      accepting = Thread.ofVirtual().start(() -> accept(listening));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void joinAccepting() {
    try {
      accepting.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        var near = listening.accept();
        Thread.ofVirtual().start(() -> connect(listening, near));
      } catch (IOException e) {
        // Cut: the loop ends.
      }
    }
  }

  private void connect(ServerSocket listening, Socket near) {
    var far = new Socket();
    try {
      admit(listening, near);
      awaitSound(List.of(Way.values()));
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      admit(listening, far);
      Thread.ofVirtual().start(() -> carry(near, far, Way.TO_SERVER));
      Thread.ofVirtual().start(() -> carry(far, near, Way.TO_CLIENT));
    } catch (IOException e) {
      // Cut meanwhile; or the server is down, as a machine without it would answer.
      forget(near, far);
    }
  }

  /** One that was accepted just before a cut is ended by that cut or not admitted after it. */
  private synchronized void admit(ServerSocket listening, Socket socket) throws IOException {
    if (listening.isClosed()) {
      throw new IOException("cut");
    }
    open.add(socket);
  }

  private void carry(Socket from, Socket to, Way way) {
    var bytes = new byte[8192];
    try {
      for (var n = from.getInputStream().read(bytes);
          n >= 0;
          n = from.getInputStream().read(bytes)) {
        awaitSound(List.of(way));
        to.getOutputStream().write(bytes, 0, n);
      }
      awaitSound(List.of(way));
    } catch (IOException e) {
      // Cut, or an end broke off: the other one sees it below.
    } finally {
      forget(from, to);
    }
  }

  private synchronized void awaitSound(List<Way> ways) throws IOException {
    while (!Collections.disjoint(silent, ways)) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private void forget(Socket... sockets) {
    for (var socket : sockets) {
      end(socket);
      open.remove(socket);
    }
  }

  private static void end(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
