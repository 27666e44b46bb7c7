package org.steadyboard.lesson.identity.password;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Hashes and checks passwords on threads of its own, each with its 19 MiB: a password takes a core
 * for a while, and on a carrier of virtual threads it would keep everybody waiting who only wants
 * to read. Who comes when too many wait, or waits too long, is told to come back.
 */
@ApplicationScoped
public class Passwords {

  /** Who is let in first when too many come. */
  public enum Caller {
    ANYBODY,
    /** Who signed in before with the same browser, or administers. */
    KNOWN
  }

  /** So many may wait, in the order in which they came. */
  static final int MAX_WAITING = 256;

  /** Of these, so many places are kept for those who are known. */
  static final int KEPT_FOR_KNOWN = 64;

  static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
  private static final Duration COME_BACK = Duration.ofSeconds(3);

  private final ThreadPoolExecutor threads;
  private final ThreadLocal<Argon2id> argon2 = ThreadLocal.withInitial(PasswordHash::argon2);
  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final Semaphore placesOfAnybody = new Semaphore(MAX_WAITING - KEPT_FOR_KNOWN);
  private final Duration longestWait;

  @Inject
  public Passwords() {
    this(
        threads(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory()),
        LONGEST_WAIT);
  }

  Passwords(int threads, Duration longestWait) {
    this.longestWait = longestWait;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("passwords-", 1).factory());
  }

  /** Half of the cores, as long as they need no more than a quarter of the heap; one at least. */
  static int threads(int cores, long heapBytes) {
    return (int) Math.max(1, Math.min(cores / 2, heapBytes / 4 / PasswordHash.MEMORY_BYTES));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /**
   * @throws Problem busy, with Retry-After
   */
  public String hash(String password) {
    return inTurn(Caller.KNOWN, () -> PasswordHash.of(password, argon2.get()));
  }

  /**
   * Takes the same time whether or not there is a hash.
   *
   * @throws Problem busy, with Retry-After
   */
  public boolean matches(String password, Optional<String> hash, Caller caller) {
    return inTurn(
            caller,
            () -> PasswordHash.matches(password, hash.orElse(PasswordHash.NOBODYS), argon2.get()))
        && hash.isPresent();
  }

  <T> T inTurn(Caller caller, Supplier<T> work) {
    var anybody = caller == Caller.ANYBODY;
    if (anybody && !placesOfAnybody.tryAcquire()) {
      throw busy();
    }
    try {
      if (!places.tryAcquire()) {
        throw busy();
      }
      try {
        return await(work);
      } finally {
        places.release();
      }
    } finally {
      if (anybody) {
        placesOfAnybody.release();
      }
    }
  }

  private <T> T await(Supplier<T> work) {
    var turn = threads.submit(work::get);
    try {
      return turn.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      // One that nobody waits for any more is not begun.
      if (turn.cancel(false)) {
        threads.purge();
      }
    }
  }

  /** How many have a place, those whose turn it is among them. */
  int waiting() {
    return MAX_WAITING - places.availablePermits();
  }

  private static Problem busy() {
    return new Problem(ProblemCode.BUSY, "Too many people sign in at this moment", COME_BACK);
  }
}
