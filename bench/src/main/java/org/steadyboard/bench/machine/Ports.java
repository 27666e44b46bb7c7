package org.steadyboard.bench.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.steadyboard.bench.BenchFailure;

/** The ports on loopback that a benchmark's parts listen on. */
final class Ports {

  private Ports() {}

  /**
   * Fails with one line when somebody listens there: we would measure them instead.
   *
   * @throws BenchFailure that names the port
   */
  static void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new BenchFailure("port " + port + " is in use: choose others with --port", e);
    }
  }
}
