package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.process.Backoff;
import org.steadyboard.localhosts.process.BoundedLog;
import org.steadyboard.localhosts.process.Frost;
import org.steadyboard.localhosts.process.LogFile;
import org.steadyboard.localhosts.process.Memory;
import org.steadyboard.localhosts.process.ProcessRecord;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.process.Signals;
import org.steadyboard.localhosts.status.PartStatus;

/**
 * One part of a host, kept running: it is started again whenever it dies by itself, and left alone
 * once it was stopped or killed on purpose. Safe for use by several threads.
 */
public final class Part {
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);
  private static final int LINES_SHOWN = 15;

  /** From the end of a process until all that it said is written down. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final PartPlan plan;
  private final ProcessRegister register;
  private final ScheduledExecutorService timer;

  private PartState state = PartState.STOPPED;
  private Process process;
  private Instant startedAt;
  private Thread log;
  private long logStart;
  private int failuresInARow;
  private int restarts;
  private boolean everReady;
  private boolean retired;

  public Part(PartPlan plan, ProcessRegister register, ScheduledExecutorService timer) {
    this.plan = plan;
    this.register = register;
    this.timer = timer;
  }

  public PartPlan plan() {
    return plan;
  }

  /**
   * Starts it unless it runs; a frozen one goes on. Until it has been ready once, a death is final:
   * see {@link #awaitReady}.
   */
  public synchronized void start() {
    if (retired) {
      throw CommandFailure.because("everything is being stopped");
    }
    thaw();
    if (state == PartState.STARTING || state == PartState.RUNNING) {
      return;
    }
    everReady = false;
    failuresInARow = 0;
    spawn();
  }

  /**
   * Waits until it is ready; fails with the last lines of its log when it dies or takes too long.
   */
  public void awaitReady(Duration limit) throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (true) {
      switch (state()) {
        case RUNNING -> {
          return;
        }
        case FAILED -> throw StartFailure.of(plan, "ended before it was ready", lastLines());
        case STOPPED -> throw StartFailure.of(plan, "was stopped", lastLines());
        case FROZEN -> throw StartFailure.of(plan, "was frozen", lastLines());
        case STARTING, WAITING -> {
          if (Instant.now().isAfter(deadline)) {
            throw StartFailure.of(
                plan, "was not ready after " + limit.toSeconds() + " s", lastLines());
          }
        }
      }
      Thread.sleep(BETWEEN_CHECKS);
    }
  }

  /** Asks it to stop, kills it when its grace is over, and returns when it has ended. */
  public void stop() {
    Process running = giveUp();
    if (running != null) {
      Signals.stop(running.toHandle(), plan.fastStop(), plan.grace());
      ended(running);
    }
  }

  /** Stops it for good: no later {@link #start} brings it back. */
  public void retire() {
    synchronized (this) {
      retired = true;
    }
    stop();
  }

  /** SIGKILL; returns when it has ended. */
  public void kill() {
    Process running = giveUp();
    if (running != null) {
      Signals.kill(running.toHandle());
      ended(running);
    }
  }

  /** Stops it in its tracks, its children too; returns when all stand still. Again is harmless. */
  public synchronized void freeze() {
    if (state != PartState.STARTING && state != PartState.RUNNING && state != PartState.FROZEN) {
      throw CommandFailure.because(plan.name() + " does not run, so it cannot be frozen");
    }
    try {
      Frost.freeze(process.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state = PartState.FROZEN;
  }

  /** Lets it go on; it counts as starting until it is ready. Harmless to one that is not frozen. */
  public synchronized void thaw() {
    if (state != PartState.FROZEN) {
      return;
    }
    try {
      Frost.thaw(process.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state = PartState.STARTING;
    watch(process);
  }

  public synchronized PartState state() {
    return state;
  }

  public synchronized PartStatus status() {
    boolean alive = process != null && process.isAlive();
    return new PartStatus(
        plan.kind().word(),
        state.word(),
        alive ? OptionalLong.of(process.pid()) : OptionalLong.empty(),
        alive ? Memory.of(process.toHandle()) : OptionalLong.empty(),
        plan.address(),
        restarts);
  }

  /** From here on, its end is what was wanted. */
  private synchronized Process giveUp() {
    state = PartState.STOPPED;
    return process;
  }

  private synchronized void spawn() {
    try {
      plan.beforeStart().run();
      logStart = LogFile.length(plan.log());
      process = Spawn.start(plan);
      log = BoundedLog.follow(process.getInputStream(), plan.log());
    } catch (IOException e) {
      state = PartState.FAILED;
      throw new UncheckedIOException(e);
    }
    state = PartState.STARTING;
    startedAt = Instant.now();
    Process mine = process;
    ProcessRecord.of(plan.name(), mine.pid(), plan.fastStop()).ifPresent(register::started);
    mine.onExit().thenAccept(this::ended);
    watch(mine);
  }

  private void watch(Process mine) {
    Thread.ofVirtual().name("ready-" + plan.name()).start(() -> watchUntilReady(mine));
  }

  private void watchUntilReady(Process mine) {
    try {
      while (mine.isAlive() && !plan.ready().check()) {
        Thread.sleep(BETWEEN_CHECKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (process == mine && mine.isAlive() && state == PartState.STARTING) {
        state = PartState.RUNNING;
        everReady = true;
      }
    }
  }

  /** Said by whoever notices first; once more changes nothing. */
  private synchronized void ended(Process mine) {
    register.ended(plan.name(), mine.pid());
    if (process != mine || state == PartState.STOPPED) {
      return;
    }
    if (!everReady) {
      state = PartState.FAILED;
      return;
    }
    failuresInARow =
        Backoff.failuresInARow(failuresInARow, Duration.between(startedAt, Instant.now()));
    restarts++;
    startLater();
  }

  private void startLater() {
    state = PartState.WAITING;
    timer.schedule(
        this::startAgain, Backoff.delay(failuresInARow).toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void startAgain() {
    if (state != PartState.WAITING) {
      return;
    }
    try {
      spawn();
    } catch (RuntimeException cannotStart) {
      failuresInARow++;
      startLater();
    }
  }

  private synchronized List<String> lastLines() throws InterruptedException {
    if (log != null && !process.isAlive()) {
      log.join(LAST_WORDS);
    }
    return LogFile.lastLines(plan.log(), logStart, LINES_SHOWN);
  }
}
