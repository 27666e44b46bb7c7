package org.steadyboard.board.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a process and its database, and can be cut as if the database were stopped. */
final class CuttableLink implements AutoCloseable {

  private final int to;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  CuttableLink(int to) throws IOException {
    this.to = to;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = server.getLocalPort();
    accept(server);
  }

  int port() {
    return port;
  }

  void cut() throws IOException {
    server.close();
    for (var socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  void heal() throws IOException {
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    accept(server);
  }

  private void accept(ServerSocket listening) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                try {
                  var near = listening.accept();
                  var far = new Socket(InetAddress.getLoopbackAddress(), to);
                  sockets.add(near);
                  sockets.add(far);
                  if (listening.isClosed()) {
                    near.close();
                    far.close();
                    return;
                  }
                  pump(near, far);
                  pump(far, near);
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to;
                  InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
              } catch (IOException e) {
                // The link was cut, or one side hung up.
                return;
              }
            });
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
