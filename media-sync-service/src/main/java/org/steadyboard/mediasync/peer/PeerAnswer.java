package org.steadyboard.mediasync.peer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a peer answers, read by one thread that may wait, while it comes. At most {@link #AHEAD}
 * pieces are held of what was not read yet; the peer then waits too. It must be closed; what was
 * not read to its end is broken off by that.
 */
public final class PeerAnswer implements AutoCloseable {

  /** Of {@link PeerClient#CHUNK_BYTES} each: 1 MiB. */
  static final int AHEAD = 16;

  private static final int OK = 200;
  private static final int DONE = 204;
  private static final int ABSENT = 404;

  /** What comes when no more bytes do: the end, or why it broke. */
  private record Piece(Buffer bytes, Throwable broken) {}

  private final String peer;
  private final HttpClientRequest request;
  private final HttpClientResponse response;
  private final Deadlines deadlines;
  private final Context loop;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private ByteBuffer current = ByteBuffer.allocate(0);
  private int taken;
  private boolean hasEnded;
  private long windowNanos;
  private long windowBytes;

  /** On the event loop of the response. */
  PeerAnswer(
      String peer, HttpClientRequest request, HttpClientResponse response, Deadlines deadlines) {
    this.peer = peer;
    this.request = request;
    this.response = response;
    this.deadlines = deadlines;
    this.loop = Vertx.currentContext();
    response.pause();
    response.handler(bytes -> pieces.add(new Piece(bytes, null)));
    response.endHandler(end -> pieces.add(new Piece(null, null)));
    response.exceptionHandler(broken -> pieces.add(new Piece(null, broken)));
    response.fetch(AHEAD);
  }

  boolean isDone() {
    return response.statusCode() == DONE;
  }

  boolean isAbsent() {
    return response.statusCode() == ABSENT;
  }

  /** Absent is no refusal. */
  boolean isRefused() {
    return response.statusCode() != OK && !isDone() && !isAbsent();
  }

  String refusal() {
    var code = response.getHeader(PeerListener.CODE);
    return response.statusCode() + (code == null ? "" : " " + code);
  }

  /** Whether the peer has the file that was asked for. */
  public boolean hasFile() {
    return !isAbsent();
  }

  /**
   * Of the whole file, in bytes, as the peer says.
   *
   * @throws PeerFailure when it does not say
   */
  public long fileSize() throws PeerFailure {
    try {
      return Long.parseLong(String.valueOf(response.getHeader(PeerListener.FILE_SIZE)));
    } catch (NumberFormatException e) {
      throw new PeerFailure("host " + peer + " does not say how large a file is", e);
    }
  }

  /**
   * The next bytes, to be read before the next call; empty at the end.
   *
   * @throws PeerFailure when it broke off, or too little came for too long
   */
  public ByteBuffer next() throws PeerFailure, InterruptedException {
    if (!current.hasRemaining() && !hasEnded) {
      take();
    }
    return current;
  }

  /**
   * Fills an array.
   *
   * @throws PeerFailure also when the answer ends before
   */
  public void read(byte[] into) throws PeerFailure, InterruptedException {
    for (var at = 0; at < into.length; ) {
      var bytes = next();
      if (!bytes.hasRemaining()) {
        throw new PeerFailure("host " + peer + " said less than it began to");
      }
      var count = Math.min(bytes.remaining(), into.length - at);
      bytes.get(into, at, count);
      at += count;
    }
  }

  /**
   * Reads the end, so that the connection can be used again.
   *
   * @throws PeerFailure also when more comes
   */
  public void end() throws PeerFailure, InterruptedException {
    if (next().hasRemaining()) {
      throw new PeerFailure("host " + peer + " sent more than it was asked for");
    }
  }

  private void take() throws PeerFailure, InterruptedException {
    var piece = await();
    if (piece.broken() != null) {
      hasEnded = true;
      throw new PeerFailure("host " + peer + " broke off: " + piece.broken(), piece.broken());
    }
    if (piece.bytes() == null) {
      hasEnded = true;
      return;
    }
    windowBytes += piece.bytes().length();
    current = ByteBuffer.wrap(piece.bytes().getBytes());
    taken++;
    if (taken == AHEAD / 2) {
      taken = 0;
      loop.runOnContext(now -> response.fetch(AHEAD / 2));
    }
  }

  /** Only time that is waited for the peer counts: what takes us long is no fault of its. */
  private Piece await() throws PeerFailure, InterruptedException {
    var ready = pieces.poll();
    if (ready != null || windowBytes >= deadlines.bytesPerWindow()) {
      windowNanos = 0;
      windowBytes = 0;
    }
    if (ready != null) {
      return ready;
    }
    var began = System.nanoTime();
    var piece = pieces.poll(deadlines.window().toNanos() - windowNanos, TimeUnit.NANOSECONDS);
    windowNanos += System.nanoTime() - began;
    if (piece == null) {
      throw new PeerFailure(
          "host %s sent %d bytes in %d ms"
              .formatted(peer, windowBytes, deadlines.window().toMillis()));
    }
    return piece;
  }

  /** What was read to its end leaves its connection to the next request. */
  @Override
  public void close() {
    if (!hasEnded) {
      request.reset();
    }
  }
}
