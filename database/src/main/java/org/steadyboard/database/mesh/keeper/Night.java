package org.steadyboard.database.mesh.keeper;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * When all content is compared: once a night, at {@link #AT}, when nobody teaches in Europe. Each
 * pair of hosts has its own moment in the hour that follows.
 */
final class Night {

  /** In UTC. */
  static final LocalTime AT = LocalTime.of(1, 0);

  private static final Duration SPREAD = Duration.ofHours(1);

  private final Duration late;

  Night(String here, String peer) {
    var pair = new SplittableRandom((here + " " + peer).hashCode());
    this.late = Duration.ofSeconds(pair.nextLong(SPREAD.toSeconds()));
  }

  /** Whether such a moment has come between the two. */
  boolean isBetween(Instant before, Instant now) {
    var today = now.minus(late).atOffset(ZoneOffset.UTC).toLocalDate();
    var latest = today.atTime(AT).toInstant(ZoneOffset.UTC).plus(late);
    if (latest.isAfter(now)) {
      latest = latest.minus(Duration.ofDays(1));
    }
    return before.isBefore(latest);
  }
}
