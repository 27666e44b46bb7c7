package org.steadyboard.host.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Limits guessing: so many attempts under one name within a window of time. An attempt counts when
 * it begins, so that guesses made at once are limited too; one that succeeds is forgotten with all
 * before it. Names are forgotten when the window is over, and beyond {@link #MAX_NAMES} the least
 * used ones first. A plain class; safe for threads.
 */
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMSA",
      "com.github.benmanes.caffeine.cache.PSAMS"
    })
public final class Attempts {

  static final int MAX_NAMES = 100_000;

  private final int limit;
  private final Duration window;
  private final Clock clock;
  private final Cache<String, ArrayDeque<Instant>> begun;

  public Attempts(int limit, Duration window, Clock clock) {
    this.limit = limit;
    this.window = window;
    this.clock = clock;
    this.begun = Caffeine.newBuilder().maximumSize(MAX_NAMES).expireAfterAccess(window).build();
  }

  /** Counts an attempt; when there were too many, counts nothing and says how long to wait. */
  public Optional<Duration> begin(String name) {
    var times = begun.get(name, n -> new ArrayDeque<>());
    synchronized (times) {
      var now = clock.instant();
      while (!times.isEmpty() && !times.peekFirst().plus(window).isAfter(now)) {
        times.removeFirst();
      }
      if (times.size() >= limit) {
        return Optional.of(Duration.between(now, times.peekFirst().plus(window)));
      }
      times.addLast(now);
      return Optional.empty();
    }
  }

  /** Forgets the attempts under {@code name}: the last one succeeded. */
  public void succeeded(String name) {
    begun.invalidate(name);
  }

  /** Takes back the newest attempt: it was no guess. */
  public void takeBack(String name) {
    var times = begun.getIfPresent(name);
    if (times != null) {
      synchronized (times) {
        times.pollLast();
      }
    }
  }
}
