package org.steadyboard.mediasync.upload;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.steadyboard.host.body.UnreadBody;
import org.steadyboard.host.error.ProblemCode;

/**
 * The body of a request, read by another thread than its event loop. Of what was not read yet at
 * most {@link #WINDOW} pieces are held: the socket waits for the disk. Reads wait, and end with
 * {@link BodyBroken} when nothing comes for too long, the body takes too long, its sender is gone,
 * or somebody else breaks it off.
 */
final class RequestStream extends InputStream {

  /** Pieces that are held; each is at most 8 KiB, as Quarkus' decoder cuts them. */
  static final int WINDOW = 8;

  /** Of a whole body: as long as 256 MiB take on a line of 75 KiB a second. */
  static final Duration MAX_DURATION = Duration.ofHours(1);

  private static final Object END = new Object();

  private final HttpServerRequest request;
  private final Context loop;
  private final long stallNanos;
  private final long endNanos;
  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

  private Buffer piece = Buffer.buffer();
  private int at;
  private int taken;
  private boolean isAtEnd;

  /**
   * @param stall how long nothing may come
   */
  RequestStream(HttpServerRequest request, Duration stall) {
    this.request = request;
    this.loop = ((HttpServerRequestInternal) request).context();
    this.stallNanos = stall.toNanos();
    this.endNanos = System.nanoTime() + MAX_DURATION.toNanos();
    loop.runOnContext(ignored -> begin());
  }

  private void begin() {
    if (request.isEnded()) {
      came.add(END);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.pause();
    request.exceptionHandler(gone -> came.add(new BodyBroken(ProblemCode.MALFORMED_REQUEST)));
    request.endHandler(end -> came.add(END));
    request.handler(came::add);
    request.fetch(WINDOW);
  }

  /** Ends reading, from any thread: another request brings the same. */
  void breakOff() {
    came.add(new BodyBroken(ProblemCode.UPLOAD_BUSY));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Waits for one piece; of what has come already it gives as much as there is room for. */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (at == piece.length() && length > 0) {
      if (isAtEnd || !next()) {
        return -1;
      }
    }
    var count = give(into, from, length);
    while (count < length && came.peek() instanceof Buffer && next()) {
      count += give(into, from + count, length - count);
    }
    return count;
  }

  private int give(byte[] into, int from, int length) {
    var count = Math.min(length, piece.length() - at);
    piece.getBytes(at, at + count, into, from);
    at += count;
    return count;
  }

  private boolean next() throws IOException {
    var got = await();
    if (got instanceof BodyBroken broken) {
      throw broken;
    }
    if (got == END) {
      isAtEnd = true;
      return false;
    }
    piece = (Buffer) got;
    at = 0;
    taken++;
    if (taken % (WINDOW / 2) == 0) {
      loop.runOnContext(ignored -> request.fetch(WINDOW / 2));
    }
    return true;
  }

  private Object await() throws IOException {
    var nanos = Math.min(stallNanos, endNanos - System.nanoTime());
    try {
      var got = came.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      if (got == null) {
        throw new BodyBroken(ProblemCode.REQUEST_TOO_SLOW);
      }
      return got;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BodyBroken(ProblemCode.DRAINING);
    }
  }

  /** What was not read is dropped, so that its sender sees the answer. */
  @Override
  public void close() {
    if (!isAtEnd) {
      loop.runOnContext(ignored -> UnreadBody.drop(request));
    }
  }
}
