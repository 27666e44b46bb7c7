package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends processes, frozen ones too: first asks, then insists. */
public final class Signals {
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private Signals() {}

  /**
   * Asks a process to stop, waits at most {@code grace}, then kills it.
   *
   * @param fast SIGINT instead of SIGTERM: what Postgres calls a fast shutdown
   * @return true when it stopped by itself
   */
  public static boolean stop(ProcessHandle process, boolean fast, Duration grace) {
    ask(process, fast);
    if (ended(process, grace)) {
      return true;
    }
    kill(process);
    return false;
  }

  /**
   * SIGKILL to a process and all its children, and waits for their end: a Postgres whose children
   * still live could not be started again.
   */
  public static void kill(ProcessHandle process) {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    ended(process, AFTER_KILL);
    family.forEach(child -> ended(child, AFTER_KILL));
  }

  private static void ask(ProcessHandle process, boolean fast) {
    if (!process.isAlive()) {
      return;
    }
    try {
      Frost.send(fast ? "INT" : "TERM", List.of(process.pid()));
      // Who is frozen hears it only now.
      Frost.thaw(process);
    } catch (IOException noShell) {
      process.destroy();
    }
  }

  private static boolean ended(ProcessHandle process, Duration limit) {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      return !process.isAlive();
    }
  }
}
