package org.steadyboard.bench.browser;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts that said they serve, and did not greet us: they are not tried again for a while, which is
 * longer each time in a row (disbelief.ts in the web UI). On the event loop only.
 */
final class Disbelief {

  private static final long MOST_MILLIS = 120_000;
  private static final long FIRST_MILLIS = 4000;
  private static final int MOST_DOUBLINGS = 16;

  private record Doubt(int times, long untilMillis) {}

  private final Map<String, Doubt> doubts = new HashMap<>();

  /** The host said that it serves, and did not open, fell silent, or said otherwise. */
  void add(String hostId, long nowMillis) {
    var before = doubts.getOrDefault(hostId, new Doubt(0, nowMillis));
    if (before.untilMillis() > nowMillis) {
      return;
    }
    var millis = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(before.times(), MOST_DOUBLINGS));
    doubts.put(hostId, new Doubt(before.times() + 1, nowMillis + millis));
  }

  /** The host serves. */
  void end(String hostId) {
    doubts.remove(hostId);
  }

  /** Those whose word is not taken now. */
  Set<String> hosts(long nowMillis) {
    return doubts.entrySet().stream()
        .filter(doubt -> doubt.getValue().untilMillis() > nowMillis)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
