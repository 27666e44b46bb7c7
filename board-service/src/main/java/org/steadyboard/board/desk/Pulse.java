package org.steadyboard.board.desk;

import java.time.Clock;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.presence.PulseStore;

/**
 * Says that this host lives, while anybody is connected to it: a host that serves nobody has said
 * nothing that could be untrue.
 */
final class Pulse {

  private final Loop loop;
  private final long everyNanos;
  private final Gathering<String> beats;
  private long lastNanos;

  Pulse(Loop loop, PulseStore store, Clock clock, Limits limits) {
    this.loop = loop;
    this.everyNanos = limits.pulseEvery().toNanos();
    this.lastNanos = loop.nanos() - everyNanos;
    this.beats =
        new Gathering<>(
            "beating", loop, ignored -> store.beat(clock.instant()).map(done -> () -> {}));
  }

  /** To be called more often than a beat is due. */
  void tick(boolean servesAnybody) {
    var now = loop.nanos();
    if (servesAnybody && now - lastNanos >= everyNanos) {
      lastNanos = now;
      beats.add("once");
    }
  }
}
