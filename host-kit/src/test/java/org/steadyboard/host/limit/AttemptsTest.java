package org.steadyboard.host.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final SetClock clock = new SetClock();
  private final Attempts attempts = new Attempts(3, Duration.ofMinutes(1), clock);

  @Test
  void limitsWithinTheWindowAndSaysHowLongToWait() {
    assertThat(attempts.begin("a")).isEmpty();
    clock.pass(Duration.ofSeconds(10));
    assertThat(attempts.begin("a")).isEmpty();
    assertThat(attempts.begin("a")).isEmpty();

    assertThat(attempts.begin("a")).contains(Duration.ofSeconds(50));
    assertThat(attempts.begin("b")).isEmpty();
    clock.pass(Duration.ofSeconds(50));
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

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-09-01T08:30:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
