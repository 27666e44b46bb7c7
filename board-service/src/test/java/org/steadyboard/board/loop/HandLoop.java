package org.steadyboard.board.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop that the test turns: its time stands still unless the test says how much has passed. */
public final class HandLoop implements Loop {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private record Timer(long dueNanos, Runnable task) {}

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<Timer> timers = new ArrayList<>();
  private final List<Throwable> faults = new ArrayList<>();
  private long nanos = -5;

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(nanos + delay.toNanos(), task));
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void fault(Throwable unexpected) {
    faults.add(unexpected);
  }

  /** What was told of errors that nobody expected. */
  public List<Throwable> faults() {
    return faults;
  }

  /** Time passes while nothing runs: what was due meanwhile is due at the next {@link #forward}. */
  public void sleep(Duration time) {
    nanos += time.toNanos();
  }

  /** Time passes, and what becomes due runs when it is due. */
  public void forward(Duration time) {
    var until = nanos + time.toNanos();
    for (var timer = nextDue(until); timer != null; timer = nextDue(until)) {
      timers.remove(timer);
      nanos = Math.max(nanos, timer.dueNanos());
      run(timer.task());
    }
    nanos = until;
  }

  /** Runs what was handed over until now, and what that hands over. */
  public void runAll() {
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task);
    }
  }

  /** Runs what other threads hand over, until {@code wanted}. */
  public void runUntil(String what, BooleanSupplier wanted) {
    var until = System.nanoTime() + DEADLINE.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not so within " + DEADLINE + ": " + what + "; faults: " + faults);
      }
      try {
        var task = tasks.poll(5, TimeUnit.MILLISECONDS);
        if (task != null) {
          run(task);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** As an {@link EventLoop} does it. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      fault(e);
    }
  }

  private Timer nextDue(long untilNanos) {
    return timers.stream()
        .filter(timer -> timer.dueNanos() <= untilNanos)
        .min(Comparator.comparingLong(Timer::dueNanos))
        .orElse(null);
  }
}
