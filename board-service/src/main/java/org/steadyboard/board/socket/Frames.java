package org.steadyboard.board.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import org.steadyboard.board.limit.ByteBudget;
import org.steadyboard.board.limit.Limits;

/** The frames of all connections: one set of rules, and one bound for what they say by halves. */
@Singleton
final class Frames {

  private final Limits limits;
  private final ByteBudget unfinished;
  private final Counter refused;

  Frames(Limits limits, MeterRegistry meters) {
    this.limits = limits;
    this.unfinished = new ByteBudget(limits.maxUnfinishedBytes());
    this.refused = meters.counter("board.connections.refused");
    meters.gauge("board.unfinished.bytes", unfinished, ByteBudget::usedBytes);
  }

  /** Has the frames of a connection that is about to be upgraded read by the rules. */
  void guard(ConnectionBase connection) {
    var pipeline = connection.channelHandlerContext().pipeline();
    // It is still there when an upgrade on the same connection failed.
    if (pipeline.get(Opening.class) == null) {
      pipeline.addBefore(
          connection.channelHandlerContext().name(), null, new Opening(this::decoder));
    }
  }

  private FrameDecoder decoder() {
    return new FrameDecoder(limits, unfinished, System::nanoTime, refused::increment);
  }
}
