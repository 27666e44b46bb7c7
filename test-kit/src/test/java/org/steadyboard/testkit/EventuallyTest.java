package org.steadyboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void anAnswerThatComesAfterTheDeadlineIsTooLate() {
    assertThatThrownBy(
            () ->
                Eventually.holds(
                    "slow",
                    SHORT,
                    () -> {
                      var end = System.nanoTime() + SHORT.multipliedBy(2).toNanos();
                      while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                      }
                      return true;
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("slow")
        .hasMessageContaining("too late");
  }

  @Test
  void whatWasWaitedForAndWhatWasThereInsteadAreTold() {
    assertThatThrownBy(() -> Eventually.holds("the end of it", SHORT, () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("0.1 s")
        .hasMessageContaining("the end of it");
    assertThatThrownBy(() -> Eventually.answers("two", SHORT, () -> "one", "two"::equals))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at last: one");
  }

  @Test
  void aConditionIsAskedUntilItIsMet() {
    var asked = new AtomicInteger();

    Eventually.holds("the third time", () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
    assertThat(Eventually.answers("five", SHORT, asked::incrementAndGet, n -> n == 5)).isEqualTo(5);
  }

  @Test
  void whatGoesWrongInTheConditionEndsTheWaiting() {
    assertThatThrownBy(
            () ->
                Eventually.holds(
                    "never",
                    () -> {
                      throw new IOException("broken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Eventually.holds("never", () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).as("and stays interrupted").isTrue();
  }
}
