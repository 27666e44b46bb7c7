package org.steadyboard.mediasync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.steadyboard.media.Sha256;

/**
 * Which peers gave something else under the name of a file. They are not asked for it for a while.
 * Safe for threads.
 */
final class Blamed {

  static final Duration FOR = Duration.ofHours(1);

  /** Beyond these the oldest is forgotten, and asked again. */
  static final int MAX = 10_000;

  /** In the place of a peer: the parts came from several, and nobody knows whose was wrong. */
  private static final String SEVERAL = "";

  private record Case(Sha256 file, String peer) {}

  private final Clock clock;
  private final Map<Case, Instant> until = new LinkedHashMap<>();
  private long count;
  private Instant lastAt;

  Blamed(Clock clock) {
    this.clock = clock;
  }

  synchronized void blame(Sha256 file, String peer) {
    count++;
    lastAt = clock.instant();
    until.remove(new Case(file, peer));
    until.put(new Case(file, peer), clock.instant().plus(FOR));
    if (until.size() > MAX) {
      until.remove(until.keySet().iterator().next());
    }
  }

  synchronized boolean isBlamed(Sha256 file, String peer) {
    var blamed = until.get(new Case(file, peer));
    return blamed != null && blamed.isAfter(clock.instant());
  }

  void blameSeveral(Sha256 file) {
    blame(file, SEVERAL);
  }

  /** Whether it is to come from one peer alone, so that it shows who gives the wrong one. */
  boolean mustComeFromOne(Sha256 file) {
    return isBlamed(file, SEVERAL);
  }

  /** How many files were wrong since the start. */
  synchronized long count() {
    return count;
  }

  synchronized Optional<Instant> lastAt() {
    return Optional.ofNullable(lastAt);
  }
}
