package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

  @Test
  void anAnswerThatComesAfterTheDeadlineIsTooLate() {
    var deadline = Duration.ofMillis(50);

    assertThatThrownBy(
            () ->
                Await.until(
                    "slow",
                    deadline,
                    () -> {
                      var end = System.nanoTime() + deadline.multipliedBy(2).toNanos();
                      while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                      }
                      return true;
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("slow");
    assertThatThrownBy(() -> Await.until("never", deadline, () -> false))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aConditionIsAskedUntilItIsMet() throws Exception {
    var asked = new AtomicInteger();

    Await.until("the third time", Duration.ofSeconds(15), () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
  }
}
