package org.steadyboard.host.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;

/** The body of one request, counted as it comes. Used on the event loop of its connection. */
final class IncomingBody {

  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final long max;
  private final ProblemCode tooMuch;
  private final HeldBytes held;
  private final Buffer body = Buffer.buffer();
  private long taken;
  private boolean refused;
  private long dropped;

  /**
   * @param max in bytes
   * @param tooMuch the answer to who sends more
   */
  IncomingBody(RoutingContext context, long max, ProblemCode tooMuch, HeldBytes held) {
    this.context = context;
    this.request = context.request();
    this.max = max;
    this.tooMuch = tooMuch;
    this.held = held;
  }

  /** Hands the whole body on to the route. */
  void read() {
    context.addEndHandler(ended -> giveBack());
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    receive();
  }

  /** Answers, and lets the sender finish. */
  void refuse(ProblemCode code) {
    answer(code);
    receive();
  }

  private void receive() {
    request.handler(this::came);
    request.endHandler(end -> ended());
    // Its sender is gone: there is nobody to answer.
    request.exceptionHandler(gone -> {});
    request.resume();
  }

  private void came(Buffer bytes) {
    if (refused) {
      drop(bytes.length());
    } else if (body.length() + bytes.length() > max) {
      answer(tooMuch);
      drop(bytes.length());
    } else if (!held.take(bytes.length())) {
      answer(ProblemCode.BUSY);
      drop(bytes.length());
    } else {
      taken += bytes.length();
      body.appendBuffer(bytes);
    }
  }

  /** Told of an end by the answer and by the connection, in whatever order. */
  private void giveBack() {
    held.giveBack(taken);
    taken = 0;
  }

  private void drop(int bytes) {
    dropped += bytes;
    if (dropped > RequestBodies.MAX_DROPPED_BYTES) {
      request.connection().close();
    }
  }

  private void answer(ProblemCode code) {
    refused = true;
    ProblemBody.send(request.response(), code, code == ProblemCode.BUSY ? COME_BACK : null);
  }

  private void ended() {
    if (!refused) {
      ((RoutingContextInternal) context).setBody(body);
      context.next();
    }
  }
}
