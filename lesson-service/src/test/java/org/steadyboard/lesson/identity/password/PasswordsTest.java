package org.steadyboard.lesson.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.steadyboard.lesson.identity.password.Passwords.Caller.ANYBODY;
import static org.steadyboard.lesson.identity.password.Passwords.Caller.KNOWN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.Eventually;

public class PasswordsTest {

  public static final int MOST_AT_ONCE = Passwords.MAX_WAITING;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Passwords passwords = new Passwords(1, LONG);
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void stop() {
    open.countDown();
    passwords.stop();
  }

  @Test
  void areComputedOnPlatformThreadsOfTheirOwnWhoeverAsks() throws Exception {
    try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
      var computing = requests.submit(() -> passwords.inTurn(ANYBODY, Thread::currentThread)).get();

      assertThat(computing.isVirtual()).isFalse();
      assertThat(computing.getName()).startsWith("passwords-");
    }
  }

  @Test
  void whoComesWhenTooManyWaitIsToldToComeBackAndThoseWhoWaitAreServed() throws Exception {
    var served = new ConcurrentLinkedQueue<String>();
    var waiting = new ArrayList<Future<?>>();
    try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < Passwords.MAX_WAITING - Passwords.KEPT_FOR_KNOWN; i++) {
        waiting.add(requests.submit(() -> passwords.inTurn(ANYBODY, () -> serve(served))));
      }
      awaitsWaiting(Passwords.MAX_WAITING - Passwords.KEPT_FOR_KNOWN);
      assertBusy(() -> passwords.inTurn(ANYBODY, () -> serve(served)));
      for (var i = 0; i < Passwords.KEPT_FOR_KNOWN; i++) {
        waiting.add(requests.submit(() -> passwords.inTurn(KNOWN, () -> serve(served))));
      }
      awaitsWaiting(Passwords.MAX_WAITING);
      assertBusy(() -> passwords.inTurn(KNOWN, () -> serve(served)));

      open.countDown();
      for (var request : waiting) {
        request.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(served).hasSize(Passwords.MAX_WAITING);
    awaitsWaiting(0);
    assertThat(passwords.inTurn(ANYBODY, () -> "again")).isEqualTo("again");
  }

  @Test
  void whoWaitsTooLongIsToldToComeBackAndIsNotComputedForAnyMore() throws Exception {
    var impatient = new Passwords(1, Duration.ofMillis(50));
    var served = new ConcurrentLinkedQueue<String>();
    try {
      assertBusy(() -> impatient.inTurn(ANYBODY, () -> serve(served)));
      assertBusy(() -> impatient.inTurn(ANYBODY, () -> serve(served)));
      open.countDown();
      // Behind both: had the second been computed too, it would be seen.
      Eventually.holds("its turn comes", () -> saysOne(impatient, served));
    } finally {
      impatient.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 144, 1", "2, 144, 1", "4, 144, 1", "4, 1024, 2", "16, 1024, 8", "64, 512, 6"})
  void takesHalfOfTheCoresAndAQuarterOfTheHeap(int cores, long heapMegabytes, int threads) {
    assertThat(Passwords.threads(cores, heapMegabytes * 1024 * 1024)).isEqualTo(threads);
  }

  private String serve(ConcurrentLinkedQueue<String> served) {
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    served.add("served");
    return "served";
  }

  private static boolean saysOne(Passwords passwords, ConcurrentLinkedQueue<String> served) {
    try {
      return passwords.inTurn(ANYBODY, served::size) == 1;
    } catch (Problem busy) {
      return false;
    }
  }

  private void awaitsWaiting(int count) {
    Eventually.holds(count + " wait", () -> passwords.waiting() == count);
  }

  private static void assertBusy(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.BUSY);
              assertThat(problem.retryAfter()).isPresent();
            });
  }
}
