package org.steadyboard.board.proof;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Six digits that a board shows: the first is the slot of the host that gave it out, so that two
 * hosts never give the same code; the others are random.
 */
public record PairCode(String digits, Instant expiresAt) {

  private static final int PER_HOST = 100_000;

  public static PairCode random(int slot, Instant expiresAt) {
    return random(slot, expiresAt, new SecureRandom());
  }

  static PairCode random(int slot, Instant expiresAt, RandomGenerator random) {
    return new PairCode("%d%05d".formatted(slot, random.nextInt(PER_HOST)), expiresAt);
  }

  /** The slot of the host that gave out this code, which is well-formed. */
  public static int slot(String text) {
    return text.charAt(0) - '0';
  }

  /** Whether it could be a code, but never one of the host with this slot. */
  public static boolean isOfOtherHost(String text, int slot) {
    return isWellFormed(text) && slot(text) != slot;
  }

  /** Whether it could be a code at all. */
  public static boolean isWellFormed(String text) {
    return text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
