package org.steadyboard.board.client;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.steadyboard.board.frame.RawFrame;

/** A websocket of a test that keeps to no rule. */
public final class RawClient implements AutoCloseable {

  private static final int CUT = 1006;
  private static final int BUFFER_BYTES = 64;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** Opens a connection; nothing is said on it yet. */
  public RawClient(int port) {
    try {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout((int) Client.DEADLINE.toMillis());
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A websocket for a board, opened. */
  public static RawClient board(int port) {
    var client = new RawClient(port);
    client.say(client.upgrade("13", "").getBytes(StandardCharsets.UTF_8));
    client.head("101");
    return client;
  }

  /**
   * @param more header lines, each with its end
   */
  public String upgrade(String version, String more) {
    return """
        GET /ws/board HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Version: %s\r
        %s\r
        """
        .formatted(socket.getPort(), version, more);
  }

  public RawClient say(RawFrame... frames) {
    for (var frame : frames) {
      say(frame.bytes());
    }
    return this;
  }

  /** The other end may have closed: then nothing is said. */
  public boolean say(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads the head of an answer, which has this status. */
  public String head(String status) {
    try {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      if (!head.toString().startsWith("HTTP/1.1 " + status)) {
        throw new AssertionError(head);
      }
      return head.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads until the server closes: its code, 1006 when it gives none. */
  public int closeCode() {
    try {
      while (true) {
        var frame = read();
        if (frame.opcode() == RawFrame.CLOSE) {
          var payload = frame.payload();
          return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
      }
    } catch (EOFException | java.net.SocketException e) {
      return CUT;
    } catch (IOException e) {
      throw new AssertionError("still open", e);
    }
  }

  /** Reads until a text says this. */
  public String hears(String wanted) {
    try {
      while (true) {
        var frame = read();
        var text = new String(frame.payload(), StandardCharsets.UTF_8);
        if (text.contains(wanted)) {
          return text;
        }
      }
    } catch (IOException e) {
      throw new AssertionError("never heard " + wanted, e);
    }
  }

  /** Whether the server has said something. */
  public boolean available() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the server closes, whatever it says before. */
  public boolean ends() {
    try {
      while (in.read() >= 0) {
        // Until there is no more.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private RawFrame read() throws IOException {
    var first = in.readUnsignedByte();
    var length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    var payload = in.readNBytes(length);
    return RawFrame.of(first & 15, (first & 0x80) != 0, payload);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
