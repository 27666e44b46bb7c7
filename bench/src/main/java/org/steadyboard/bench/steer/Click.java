package org.steadyboard.bench.steer;

import java.util.UUID;

/**
 * One change of a teacher: shows a page that no other change shows, so that a board's stage says
 * which change it comes from.
 *
 * @param client drawn at random for each client that counts its clicks
 * @param number of the client's clicks, from 1
 * @param intendedNanos when it was meant to be made; latency is counted from here
 * @param counts false while warming up
 */
public record Click(long client, long number, long intendedNanos, boolean counts) {

  /** RFC 9562 version 7: ids that rise, as the teacher app makes them. */
  private static final long COMMAND = 0x0000_0000_0000_7000L;

  /** RFC 9562 version 8: ours to fill. */
  private static final long PAGE = 0x0000_0000_0000_8000L;

  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int NUMBER_SHIFT = 16;
  private static final int STEPS = 1000;

  public UUID commandId() {
    return new UUID(number << NUMBER_SHIFT | COMMAND, VARIANT | client >>> 2);
  }

  /** The inverse of {@link #commandId}. */
  public static long numberOf(UUID commandId) {
    return commandId.getMostSignificantBits() >>> NUMBER_SHIFT;
  }

  public UUID pageId() {
    return new UUID(PAGE, VARIANT | number);
  }

  /** The inverse of {@link #pageId}. */
  public static long numberOfPage(UUID pageId) {
    return pageId.getLeastSignificantBits() & ~VARIANT;
  }

  public int step() {
    return (int) (number % STEPS);
  }
}
