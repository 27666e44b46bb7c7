package org.steadyboard.host.wake;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Notices that this process slept: it was stopped, or its machine was, and the world went on. Both
 * clocks are asked: the one that only goes forward stands still while a machine sleeps. A wall
 * clock that is set forward passes for sleep; that costs the settling, no more.
 *
 * <p>Who acts on what was known before must ask first and not rely on the regular looks: what
 * waited at the sockets is handled before any timer. Safe for several threads.
 */
public final class Wakefulness {

  private static final Logger LOG = Logger.getLogger(Wakefulness.class);

  /** How often to look, whatever else happens. */
  public static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** As long as a teacher's browser bears silence, at least: then it goes to another host. */
  public static final Duration SLEEP = Duration.ofMillis(1500);

  /** From waking, for what happened meanwhile to come in: closed connections, replicated rows. */
  static final Duration SETTLING = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final Clock clock;
  private final Duration sleep;
  private final Runnable woke;
  private long lookedNanos;
  private long lookedMillis;
  private long wokeNanos;

  /** One that takes {@link #SLEEP} for sleep. */
  public Wakefulness(LongSupplier nanos, Clock clock, Runnable woke) {
    this(nanos, clock, SLEEP, woke);
  }

  /**
   * @param nanos a clock that only goes forward
   * @param sleep who did not look for so long has slept
   * @param woke told of each waking when it is noticed, before anything is acted on
   */
  public Wakefulness(LongSupplier nanos, Clock clock, Duration sleep, Runnable woke) {
    this.nanos = nanos;
    this.clock = clock;
    this.sleep = sleep;
    this.woke = woke;
    this.lookedNanos = nanos.getAsLong();
    this.lookedMillis = clock.millis();
    this.wokeNanos = lookedNanos - SETTLING.toNanos();
  }

  /** The regular looks begin now. What took long before was the start: nothing waited meanwhile. */
  public synchronized void begin() {
    lookedNanos = nanos.getAsLong();
    lookedMillis = clock.millis();
  }

  /** To be called every {@link #LOOK_EVERY} at least. */
  public synchronized void look() {
    var now = nanos.getAsLong();
    var millis = clock.millis();
    var gap = longer(Duration.ofNanos(now - lookedNanos), Duration.ofMillis(millis - lookedMillis));
    lookedNanos = now;
    lookedMillis = millis;
    if (gap.compareTo(sleep) >= 0) {
      wokeNanos = now;
      LOG.warnf("This process slept for about %d ms", gap.toMillis());
      woke.run();
    }
  }

  /** Looks, and says how long to wait before acting on what is known; zero: act now. */
  public synchronized Duration untilSettled() {
    look();
    return Duration.ofNanos(Math.max(0, wokeNanos + SETTLING.toNanos() - nanos.getAsLong()));
  }

  /** Whether this process slept after that time of the loop. */
  public synchronized boolean sleptSince(long since) {
    return since - wokeNanos < 0;
  }

  /** Whether that was in the settling after the last sleep, or before. */
  public synchronized boolean wasUnsettled(long at) {
    return at - wokeNanos < SETTLING.toNanos();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
