package org.steadyboard.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection that says bytes as they are, and hears until the other side ends it. */
final class Wire implements AutoCloseable {

  /** What comes behind is not kept; in bytes. */
  static final int MOST_HEARD = 1024 * 1024;

  private static final int CONNECT_MILLIS = 2_000;

  /** Who has begun to answer and then says nothing for so long keeps the connection open. */
  private static final int PAUSE_MILLIS = 2_000;

  private final Socket socket = new Socket();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private boolean timedOut;

  Wire(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** False when the other side would not hear it to the end. */
  boolean say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /**
   * Says that nothing follows.
   *
   * @return false when the connection is gone
   */
  boolean sayNoMore() {
    try {
      socket.shutdownOutput();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** All that comes until it ends, falls silent for so long, or is enough. */
  byte[] hear(Duration silence, int enough) {
    var buffer = new byte[16 * 1024];
    try {
      socket.setSoTimeout((int) silence.toMillis());
      while (heard.size() < enough) {
        var read = socket.getInputStream().read(buffer);
        if (read < 0) {
          break;
        }
        heard.write(buffer, 0, read);
        socket.setSoTimeout((int) Math.min(PAUSE_MILLIS, silence.toMillis()));
      }
    } catch (SocketTimeoutException e) {
      timedOut = true;
    } catch (IOException reset) {
      // What was heard before counts.
    }
    return heard.toByteArray();
  }

  boolean timedOut() {
    return timedOut;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
