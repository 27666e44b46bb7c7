package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Reads a file while it comes. */
final class ArrivingStream extends InputStream {

  private final Pull pull;
  private long at;
  private SeekableByteChannel channel;

  ArrivingStream(Pull pull, long offset) throws IOException {
    if (offset < 0 || offset > pull.size()) {
      throw new IllegalArgumentException("no offset of this file");
    }
    this.pull = pull;
    this.at = offset;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    var count = (int) Math.min(length, awaitReadable() - at);
    if (count == 0) {
      return -1;
    }
    var read = channel.read(ByteBuffer.wrap(into, offset, count));
    if (read <= 0) {
      throw new IOException("the part is shorter than it was");
    }
    at += read;
    return read;
  }

  /** Opens it too, once there is something. */
  private long awaitReadable() throws IOException {
    try {
      var readable = pull.awaitReadable(at);
      if (channel == null && readable > at) {
        channel = pull.open();
        channel.position(at);
      }
      return readable;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
