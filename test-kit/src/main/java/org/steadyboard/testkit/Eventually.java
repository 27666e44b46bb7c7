package org.steadyboard.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what must become so, with a deadline, and says what did not. */
public final class Eventually {

  /** For what takes a moment. */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(10);

  private Eventually() {}

  /** What is asked again and again. What it throws ends the waiting at once. */
  @FunctionalInterface
  public interface Question<T, E extends Exception> {
    T ask() throws E;
  }

  /** Holds within {@link #DEADLINE}. */
  public static <E extends Exception> void holds(String what, Question<Boolean, E> condition)
      throws E {
    holds(what, DEADLINE, condition);
  }

  /**
   * Fails when the condition is not met at the deadline, and when it answers only after that.
   *
   * @param what is waited for, as the failure tells it
   */
  public static <E extends Exception> void holds(
      String what, Duration deadline, Question<Boolean, E> condition) throws E {
    answers(what, deadline, condition, isMet -> isMet);
  }

  /**
   * As {@link #holds}, of an answer that may be many things; a failure tells the last one.
   *
   * @return the first answer that is as wanted
   */
  public static <T, E extends Exception> T answers(
      String what, Duration deadline, Question<T, E> question, Predicate<T> wanted) throws E {
    var began = System.nanoTime();
    while (true) {
      var answer = question.ask();
      var isWanted = wanted.test(answer);
      if (System.nanoTime() - began > deadline.toNanos()) {
        throw new AssertionError(
            "not within %.1f s: %s; at last: %s%s"
                .formatted(
                    deadline.toMillis() / 1e3, what, answer, isWanted ? ", but too late" : ""));
      }
      if (isWanted) {
        return answer;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting: " + what);
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }
}
