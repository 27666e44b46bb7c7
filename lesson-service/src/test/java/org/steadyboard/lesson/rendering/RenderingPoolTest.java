package org.steadyboard.lesson.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.Eventually;

class RenderingPoolTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void rendersOnPlatformThreadsOfItsOwn() throws Exception {
    try (var pool = new RenderingPool(1, 1, LONG)) {
      var thread = Executors.newVirtualThreadPerTaskExecutor();
      try (thread) {
        assertThat(thread.submit(() -> pool.call(() -> Thread.currentThread().isVirtual())).get())
            .isFalse();
      }
    }
  }

  @Test
  void whenTooManyWaitMoreAreRefusedAtOnceAndMayComeBack() throws Exception {
    var hold = new CountDownLatch(1);
    try (var pool = new RenderingPool(1, 2, LONG);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = new CountDownLatch(1);
      Future<?> first =
          callers.submit(
              () ->
                  pool.call(
                      () -> {
                        working.countDown();
                        hold.await();
                        return 1;
                      }));
      assertThat(working.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      var waiting = callers.submit(() -> pool.call(() -> 2));
      var waitingToo = callers.submit(() -> pool.call(() -> 3));
      Eventually.holds("two wait", LONG, () -> pool.waiting() == 2);

      assertThatThrownBy(() -> pool.call(() -> 4))
          .isInstanceOfSatisfying(
              Problem.class,
              e -> {
                assertThat(e.code()).isEqualTo(ProblemCode.BUSY);
                assertThat(e.retryAfter()).isPresent();
              });

      hold.countDown();
      assertThat(first.get()).isEqualTo(1);
      assertThat(waiting.get()).isEqualTo(2);
      assertThat(waitingToo.get()).isEqualTo(3);
      assertThat(pool.call(() -> 5)).isEqualTo(5);
    }
  }

  @Test
  void whatTakesTooLongIsInterruptedAndToldSo() throws Exception {
    var interrupted = new CountDownLatch(1);
    try (var pool = new RenderingPool(1, 1, Duration.ofMillis(50))) {
      assertThatThrownBy(
              () ->
                  pool.call(
                      () -> {
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                          interrupted.countDown();
                        }
                        return null;
                      }))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.TOO_SLOW));
      assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatIsWrongWithAPageIsToldAsItIs() {
    try (var pool = new RenderingPool(1, 1, LONG)) {
      assertThatThrownBy(() -> pool.call(() -> Rendering.render("[".repeat(10_000))))
          .isInstanceOf(PageTooComplex.class);
    }
  }
}
