package org.steadyboard.board.loop;

import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Notices that this process slept: it was stopped, or its machine was, and the world went on. Both
 * clocks are asked: the one that only goes forward stands still while a machine sleeps. A wall
 * clock that is set forward passes for sleep; that costs the settling, no more.
 *
 * <p>Who acts on what was known before must ask first and not rely on the regular looks: what
 * waited at the sockets is handled before any timer. Used on the loop only.
 */
public final class Wakefulness {

  private static final Logger LOG = Logger.getLogger(Wakefulness.class);

  /** How often to look, whatever else happens. */
  public static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** As long as a teacher's browser bears silence, at least: then it goes to another host. */
  static final Duration SLEEP = Duration.ofMillis(1500);

  /** From waking, for what happened meanwhile to come in: closed connections, replicated rows. */
  static final Duration SETTLING = Duration.ofSeconds(1);

  private final Loop loop;
  private final Clock clock;
  private final Runnable woke;
  private long lookedNanos;
  private long lookedMillis;
  private long wokeNanos;

  /**
   * @param woke told of each waking when it is noticed, before anything is acted on
   */
  public Wakefulness(Loop loop, Clock clock, Runnable woke) {
    this.loop = loop;
    this.clock = clock;
    this.woke = woke;
    this.lookedNanos = loop.nanos();
    this.lookedMillis = clock.millis();
    this.wokeNanos = lookedNanos - SETTLING.toNanos();
  }

  /** To be called every {@link #LOOK_EVERY} at least. */
  public void look() {
    var nanos = loop.nanos();
    var millis = clock.millis();
    var gap =
        longer(Duration.ofNanos(nanos - lookedNanos), Duration.ofMillis(millis - lookedMillis));
    lookedNanos = nanos;
    lookedMillis = millis;
    if (gap.compareTo(SLEEP) >= 0) {
      wokeNanos = nanos;
      LOG.warnf("This process slept for about %d ms", gap.toMillis());
      woke.run();
    }
  }

  /** Looks, and says how long to wait before acting on what is known; zero: act now. */
  public Duration untilSettled() {
    look();
    return Duration.ofNanos(Math.max(0, wokeNanos + SETTLING.toNanos() - loop.nanos()));
  }

  /** Whether this process slept after that time of the loop. */
  public boolean sleptSince(long nanos) {
    return nanos - wokeNanos < 0;
  }

  /** Whether that was in the settling after the last sleep, or before. */
  public boolean wasUnsettled(long nanos) {
    return nanos - wokeNanos < SETTLING.toNanos();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
