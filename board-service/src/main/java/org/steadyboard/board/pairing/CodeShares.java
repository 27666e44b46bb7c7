package org.steadyboard.board.pairing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.steadyboard.board.limit.Limits;

/**
 * Who may have one more of this host's codes. A code counts from when it is asked for until it
 * would end, also when it is used before. A network has so many; while most codes are taken, each
 * has a small share only, so that what is left is for those who have few. Boards that are paired
 * are known, and are not asked where they come from. Counted in memory: after a start, what the
 * process before gave out counts for nobody. Safe for threads.
 */
final class CodeShares {

  private record Given(String network, Instant endsAt) {}

  private final Limits limits;

  /** Those that end first in front; at most {@link Limits#maxCodes}. */
  private final PriorityQueue<Given> given =
      new PriorityQueue<>((one, other) -> one.endsAt.compareTo(other.endsAt));

  private final Map<String, Integer> byNetwork = new HashMap<>();

  CodeShares(Limits limits) {
    this.limits = limits;
  }

  /** Whether a board that nobody is paired with may have one; counts it. */
  synchronized boolean take(String network, Instant now) {
    forgetEnded(now);
    var has = byNetwork.getOrDefault(network, 0);
    var most =
        given.size() < limits.codesCrowded()
            ? limits.codesPerAddress()
            : Math.min(limits.codesShare(), limits.codesPerAddress());
    if (has >= most || given.size() >= limits.maxCodes()) {
      return false;
    }
    given.add(new Given(network, now.plus(limits.codeLife())));
    byNetwork.put(network, has + 1);
    return true;
  }

  private void forgetEnded(Instant now) {
    while (!given.isEmpty() && !given.peek().endsAt.isAfter(now)) {
      byNetwork.computeIfPresent(given.poll().network, (network, has) -> has == 1 ? null : has - 1);
    }
  }
}
