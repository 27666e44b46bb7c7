package org.steadyboard.host.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One piece of work that is done again and again on a thread of its own until it is closed. No
 * failure ends it: what is expected, such as that the database is away, is said once; every other
 * error, in full, by {@link Faults}. Then it waits and goes on.
 *
 * <p>A run may take as long as it likes, also for ever, such as one that listens. The worker ends
 * when it is closed, when its thread is interrupted, or when the work itself says {@link #end}.
 */
public final class Worker implements AutoCloseable {

  /** One run. */
  @FunctionalInterface
  public interface Work {

    /**
     * @throws InterruptedException when the worker is to end
     */
    void run() throws Exception;
  }

  /** How a worker waits; a test puts its own in its place. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final Logger LOG = Logger.getLogger(Worker.class);

  private final String name;
  private final Pace pace;
  private final Set<Class<? extends Exception>> expected;
  private final Work work;
  private final Faults faults;
  private final Sleeper sleeper;
  private final Thread thread;
  private int failures;
  private String lastExpected;
  private volatile boolean ended;
  private volatile boolean closed;

  /**
   * @param name of the work, the thread and the counter, such as {@code tree-watch}
   * @param expected what a run may throw when nothing is wrong in us
   */
  public Worker(
      String name,
      Pace pace,
      Set<Class<? extends Exception>> expected,
      MeterRegistry meters,
      Work work) {
    this(name, pace, expected, new Faults(name, meters), work, Thread::sleep);
  }

  Worker(
      String name,
      Pace pace,
      Set<Class<? extends Exception>> expected,
      Faults faults,
      Work work,
      Sleeper sleeper) {
    this.name = name;
    this.pace = pace;
    this.expected = Set.copyOf(expected);
    this.faults = faults;
    this.work = work;
    this.sleeper = sleeper;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
  }

  /**
   * Begins, with a run at once.
   *
   * @throws IllegalThreadStateException when it was started before
   */
  public Worker start() {
    thread.start();
    return this;
  }

  /** Lets no other run begin. For the work itself, when it is done for good. */
  public void end() {
    ended = true;
  }

  /**
   * Ends the worker at once, where the run that is under way can be interrupted; where it cannot,
   * such as in a read from a socket, after it. Waits for nothing.
   */
  @Override
  public void close() {
    closed = true;
    ended = true;
    thread.interrupt();
  }

  /** Waits until the last run is over, and says whether it is. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(atMost);
  }

  private void loop() {
    try {
      while (!ended && !Thread.interrupted()) {
        var wait = run();
        if (!ended) {
          sleeper.sleep(wait);
        }
      }
    } catch (InterruptedException e) {
      LOG.debugf("%s was interrupted, and ends", name);
    }
  }

  /** Runs once, and says how long to wait then. */
  private Duration run() throws InterruptedException {
    try {
      work.run();
      well();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      failures++;
      tell(e);
    }
    return pace.after(failures);
  }

  private void well() {
    if (failures > 0) {
      LOG.infof("%s runs again, after %d runs that failed", name, failures);
    }
    failures = 0;
    lastExpected = null;
  }

  private void tell(Throwable failure) {
    try {
      if (closed) {
        // It was torn out of its run: that this failed says nothing.
        LOG.debugf(failure, "%s was closed in a run", name);
      } else if (expected.stream().anyMatch(e -> e.isInstance(failure))) {
        tellExpected(failure);
      } else {
        faults.tell(failure);
      }
    } catch (Throwable _) {
      // There may be no memory, or no disk, to say it: the work goes on all the same.
    }
  }

  /** Again only when it is another one: what is away stays away for hours. */
  private void tellExpected(Throwable failure) {
    var what = failure.toString();
    if (!what.equals(lastExpected)) {
      LOG.warnf(
          "%s could not run, and tries again in %d ms, then on: %s",
          name, pace.after(failures).toMillis(), what);
    }
    lastExpected = what;
  }
}
