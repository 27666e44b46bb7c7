package org.steadyboard.bench.failover;

import java.util.List;

/**
 * What became of the clicks of one classroom.
 *
 * @param lost of which the class never saw anything, nor of a later one
 * @param inStep whether the board shows the last click, and the teacher knows
 * @param doubts acknowledged stages that another host did not have, and that were said again
 * @param seen in the order in which they were seen
 */
record RoomBook(
    Seating seating, long clicks, long lost, boolean inStep, long doubts, List<Seen> seen) {

  /** When a click was meant to be made, and how long after that the class saw it. */
  record Seen(long intendedNanos, long nanos) {}
}
