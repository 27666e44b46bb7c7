package org.steadyboard.bench.steer;

import java.util.UUID;

/**
 * One change of a teacher: shows a page that no other change shows, so that a board's stage says
 * which change it comes from.
 *
 * @param intendedNanos when it was meant to be made; latency is counted from here
 * @param counts false while warming up
 */
record Click(long number, long intendedNanos, boolean counts) {

  /** RFC 9562 version 8: ours to fill. */
  private static final long COMMAND = 0x0000_0000_0000_8000L;

  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int STEPS = 1000;

  UUID commandId(UUID boardId) {
    return new UUID(boardId.getMostSignificantBits() & ~0xF000L | COMMAND, VARIANT | number);
  }

  /** The inverse of {@link #commandId}. */
  static long numberOf(UUID commandId) {
    return commandId.getLeastSignificantBits() & ~VARIANT;
  }

  UUID pageId() {
    return new UUID(COMMAND, VARIANT | number);
  }

  int step() {
    return (int) (number % STEPS);
  }
}
