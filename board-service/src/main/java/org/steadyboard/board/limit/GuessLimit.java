package org.steadyboard.board.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the wrong guesses of each guesser (an account, an address) in a sliding window. In memory:
 * a guesser that finds another process has {@code most} tries there, which changes little against
 * 100,000 codes. Not safe for several threads.
 */
public final class GuessLimit {

  /** Beyond this, those that guessed longest ago are forgotten. */
  private static final int MAX_GUESSERS = 20_000;

  private final int most;
  private final Duration window;
  private final Clock clock;
  private final Map<String, ArrayDeque<Instant>> wrong = new LinkedHashMap<>(16, 0.75f, true);

  public GuessLimit(int most, Duration window, Clock clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /** Whether {@code guesser} may try now. */
  public boolean allows(String guesser) {
    var times = wrong.get(guesser);
    if (times == null) {
      return true;
    }
    var since = clock.instant().minus(window);
    while (!times.isEmpty() && !times.peekFirst().isAfter(since)) {
      times.removeFirst();
    }
    if (times.isEmpty()) {
      wrong.remove(guesser);
    }
    return times.size() < most;
  }

  public void wrong(String guesser) {
    wrong.computeIfAbsent(guesser, g -> new ArrayDeque<>(most)).addLast(clock.instant());
    if (wrong.size() > MAX_GUESSERS) {
      wrong.remove(wrong.keySet().iterator().next());
    }
  }
}
