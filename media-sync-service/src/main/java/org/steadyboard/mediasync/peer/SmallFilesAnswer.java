package org.steadyboard.mediasync.peer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.List;
import org.steadyboard.media.MediaReader;
import org.steadyboard.media.Sha256;

/**
 * Sends many files as {@link Frames}, a piece at a time: the next is read once the peer has taken
 * the one before. Files are read on worker threads.
 */
final class SmallFilesAnswer {

  /** A piece ends after the file that reaches this. */
  private static final int PIECE_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final MediaReader store;
  private final Iterator<Sha256> files;
  private final HttpServerResponse response;

  SmallFilesAnswer(
      Vertx vertx, MediaReader store, List<Sha256> files, HttpServerResponse response) {
    this.vertx = vertx;
    this.store = store;
    this.files = files.iterator();
    this.response = response;
  }

  void send() {
    response.setChunked(true);
    next();
  }

  private void next() {
    if (response.closed() || response.ended()) {
      return;
    }
    vertx
        .executeBlocking(this::piece, false)
        .onSuccess(this::write)
        // A frame that was begun cannot be taken back.
        .onFailure(broken -> response.reset());
  }

  private void write(Buffer piece) {
    if (response.closed()) {
      return;
    }
    if (!files.hasNext()) {
      response.end(piece);
      return;
    }
    response.write(piece).onSuccess(written -> next());
  }

  private Buffer piece() throws IOException {
    var piece = Buffer.buffer(PIECE_BYTES);
    while (files.hasNext() && piece.length() < PIECE_BYTES) {
      append(files.next(), piece);
    }
    return piece;
  }

  private void append(Sha256 file, Buffer piece) throws IOException {
    var opened = store.open(file);
    if (opened.isEmpty()) {
      piece.appendByte(Frames.ABSENT).appendLong(0);
      return;
    }
    try (var channel = opened.get()) {
      var size = channel.size();
      if (size > SmallFile.MAX_BYTES) {
        piece.appendByte(Frames.LARGE).appendLong(size);
      } else {
        piece.appendByte(Frames.WHOLE).appendLong(size).appendBytes(read(channel, (int) size));
      }
    }
  }

  private static byte[] read(SeekableByteChannel channel, int size) throws IOException {
    var bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("a file is shorter than it was");
      }
    }
    return bytes.array();
  }
}
