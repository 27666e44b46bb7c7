package org.steadyboard.bench.steer;

import org.steadyboard.bench.timing.Latencies;
import org.steadyboard.bench.timing.LatenciesOverTime;

/** What happened to the changes of all pairs together. On one event loop only. */
final class Tally {

  final Latencies clickToDone = new Latencies();
  final Latencies clickToBoard = new Latencies();
  private LatenciesOverTime overTime;
  long done;

  /** Changes that the board showed, or a newer one in their place. */
  long seen;

  long refused;
  long disconnected;

  /** Acknowledged changes that the board never showed because a newer one was there already. */
  long overtaken;

  /** From now on, also takes down when it was that each took how long. */
  void watch(LatenciesOverTime windows) {
    overTime = windows;
  }

  void reached(Click click, long nanos) {
    seen++;
    if (click.counts()) {
      clickToBoard.record(nanos - click.intendedNanos());
      if (overTime != null) {
        overTime.record(click.intendedNanos(), nanos - click.intendedNanos());
      }
    }
  }

  void refused(Click click) {
    refused++;
    failed(click);
  }

  /** Nothing more is expected of it. */
  void failed(Click click) {
    if (overTime != null && click.counts()) {
      overTime.failed(click.intendedNanos());
    }
  }
}
