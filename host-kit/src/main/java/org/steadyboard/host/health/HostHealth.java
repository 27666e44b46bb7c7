package org.steadyboard.host.health;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether this host can serve, judged by what a probe of its database tells and what it does not
 * tell in time: a frozen database answers nothing, not even with an error. Asking is reading a
 * field; it never waits.
 *
 * <p>A host is in trouble once a step of the probe takes longer than the patience, or once two
 * probes in a row failed; it is well again after two that succeeded, so that one lucky answer of a
 * dying database moves nobody. The time in which this process slept counts for nothing.
 *
 * <p>A plain class. Safe for several threads; {@link #judge()} is called by one.
 */
public final class HostHealth {

  /** What the probe is doing, and what it means when that does not end. */
  enum Step {
    ASKING(Trouble.DATABASE_AWAY),
    WRITING(Trouble.STUCK);

    private final Trouble trouble;

    Step(Trouble trouble) {
      this.trouble = trouble;
    }
  }

  static final Duration SLEEP = Duration.ofMillis(1500);
  private static final int IN_A_ROW = 2;

  private final LongSupplier nanos;
  private final long patienceNanos;
  private final List<Supplier<Optional<Trouble>>> sources = new CopyOnWriteArrayList<>();
  private final List<Consumer<Set<Trouble>>> listeners = new CopyOnWriteArrayList<>();

  private Step step;
  private long stepSince;
  private int failures;
  private int successes;
  private Trouble failed;
  private Trouble ofDatabase;
  private boolean everWell;
  private boolean everHeard;
  private boolean unheard;
  private long unheardSince;
  private boolean draining;
  private long judgedNanos;

  private volatile Set<Trouble> troubles = Set.of();
  private volatile boolean serving;

  /**
   * @param nanos a clock that only goes forward
   * @param patience how long silence is borne
   */
  public HostHealth(LongSupplier nanos, Duration patience) {
    this.nanos = nanos;
    this.patienceNanos = patience.toNanos();
    this.judgedNanos = nanos.getAsLong();
  }

  /** What was judged last, the weightiest first; empty when nothing is wrong. */
  public Set<Trouble> troubles() {
    return troubles;
  }

  /** Whether it took a write and heard it since it started, and is in no trouble now. */
  public boolean isServing() {
    return serving;
  }

  /** Why it does not serve, the weightiest first; empty when it does. */
  public Set<Trouble> reasons() {
    var found = troubles;
    return found.isEmpty() && !serving ? Set.of(Trouble.DATABASE_AWAY) : found;
  }

  /** What else may be wrong; asked at each judgement, on its thread, and must not wait. */
  public void alsoAsk(Supplier<Optional<Trouble>> source) {
    sources.add(source);
  }

  /** Told of each change of {@link #troubles()}, on the thread that judges; must not wait. */
  public void onChange(Consumer<Set<Trouble>> listener) {
    listeners.add(listener);
  }

  /** This host is about to be stopped, and never goes back on that. */
  public void drains() {
    synchronized (this) {
      draining = true;
    }
    judge();
  }

  synchronized void begins(Step next) {
    step = next;
    stepSince = nanos.getAsLong();
  }

  synchronized void succeeded() {
    step = null;
    failures = 0;
    successes++;
    everWell = true;
  }

  /**
   * @param certain whether it says so by itself: the failure took its time already
   */
  synchronized void failed(Trouble trouble, boolean certain) {
    step = null;
    successes = 0;
    failures += certain ? IN_A_ROW : 1;
    failed = trouble;
  }

  /** A row that must be heard here was written. */
  synchronized void wrote() {
    if (!unheard) {
      unheard = true;
      unheardSince = nanos.getAsLong();
    }
  }

  /** Such a row was heard. */
  synchronized void heard() {
    unheard = false;
    everHeard = true;
  }

  /** Makes up its mind anew; to be called several times within the patience. */
  public void judge() {
    Set<Trouble> changed;
    synchronized (this) {
      var before = troubles;
      var found = found(nanos.getAsLong());
      troubles = found.isEmpty() ? Set.of() : EnumSet.copyOf(found);
      serving = everWell && everHeard && found.isEmpty();
      changed = troubles.equals(before) ? null : troubles;
    }
    if (changed != null) {
      listeners.forEach(listener -> listener.accept(changed));
    }
  }

  private Set<Trouble> found(long now) {
    if (now - judgedNanos > SLEEP.toNanos()) {
      // We slept: nothing of that time was the database's fault.
      stepSince = now;
      unheardSince = now;
    }
    judgedNanos = now;
    var found = EnumSet.noneOf(Trouble.class);
    ofDatabase = ofDatabase(now);
    if (ofDatabase != null) {
      found.add(ofDatabase);
    }
    if (unheard && now - unheardSince > patienceNanos) {
      found.add(Trouble.DEAF);
    }
    sources.forEach(source -> source.get().ifPresent(found::add));
    if (draining) {
      found.add(Trouble.DRAINING);
    }
    return found;
  }

  private Trouble ofDatabase(long now) {
    if (step != null && now - stepSince > patienceNanos) {
      successes = 0;
      return step.trouble;
    }
    if (failures >= IN_A_ROW) {
      return failed;
    }
    return successes >= IN_A_ROW ? null : ofDatabase;
  }
}
