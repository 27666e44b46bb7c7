package org.steadyboard.mediasync;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request whose bytes a test sends as it likes. */
public final class RawRequest implements AutoCloseable {

  private static final int MAX_WAIT_MILLIS = 10_000;

  private final Socket socket;

  /**
   * @param head lines after the first, with their line breaks
   */
  public RawRequest(URI service, String first, String cookie, String head) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(MAX_WAIT_MILLIS);
    send(
        ("%s HTTP/1.1\r\nHost: localhost\r\nCookie: session=%s\r\n%s\r\n"
                .formatted(first, cookie, head))
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Nothing more comes, but the answer may be read. */
  public void sendNoMore() throws IOException {
    socket.shutdownOutput();
  }

  /** The head of the answer and as much of the body as it says; empty: there was none. */
  public String answer() throws IOException {
    var text = new StringBuilder();
    var in = socket.getInputStream();
    for (var end = -1; end < 0 || text.length() < end + length(text); ) {
      var read = in.read();
      if (read < 0) {
        break;
      }
      text.append((char) read);
      var head = text.indexOf("\r\n\r\n");
      end = head < 0 ? -1 : head + 4;
    }
    return text.toString();
  }

  private static int length(StringBuilder head) {
    var at = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    return at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
