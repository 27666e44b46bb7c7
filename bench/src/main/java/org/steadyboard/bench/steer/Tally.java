package org.steadyboard.bench.steer;

import org.steadyboard.bench.timing.Latencies;

/** What happened to the changes of all pairs together. On one event loop only. */
final class Tally {

  final Latencies clickToDone = new Latencies();
  final Latencies clickToBoard = new Latencies();
  long done;

  /** Changes that the board showed, or a newer one in their place. */
  long seen;

  long refused;
  long disconnected;

  /** Acknowledged changes that the board never showed because a newer one was there already. */
  long overtaken;
}
