package org.steadyboard.host.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.SetClock;

class AttemptsTest {

  private final SetClock clock = new SetClock(Instant.parse("2026-09-01T08:30:00Z"));
  private final Attempts attempts = new Attempts(3, Duration.ofMinutes(1), clock);

  @Test
  void limitsWithinTheWindowAndSaysHowLongToWait() {
    assertThat(attempts.begin("a")).isEmpty();
    clock.forward(Duration.ofSeconds(10));
    assertThat(attempts.begin("a")).isEmpty();
    assertThat(attempts.begin("a")).isEmpty();

    assertThat(attempts.begin("a")).contains(Duration.ofSeconds(50));
    assertThat(attempts.begin("b")).isEmpty();
    clock.forward(Duration.ofSeconds(50));
    assertThat(attempts.begin("a")).isEmpty();
    assertThat(attempts.begin("a")).contains(Duration.ofSeconds(10));
  }

  @Test
  void successForgetsAndTakingBackForgetsOne() {
    attempts.begin("a");
    attempts.begin("a");
    attempts.begin("a");
    attempts.takeBack("a");
    assertThat(attempts.begin("a")).isEmpty();
    assertThat(attempts.begin("a")).isPresent();

    attempts.succeeded("a");
    assertThat(attempts.begin("a")).isEmpty();
  }
}
