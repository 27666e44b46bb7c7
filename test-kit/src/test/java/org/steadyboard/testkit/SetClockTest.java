package org.steadyboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SetClockTest {

  private static final Instant MORNING = Instant.parse("2026-01-05T08:30:00Z");

  @Test
  void itMovesOnlyWhenItIsMovedWhateverZoneItIsReadIn() {
    var clock = new SetClock(MORNING);
    var elsewhere = clock.withZone(ZoneId.of("Europe/Amsterdam"));

    clock.forward(Duration.ofMinutes(5));
    assertThat(elsewhere.instant()).isEqualTo(MORNING.plusSeconds(300));
    clock.forward(Duration.ofMinutes(-10));
    assertThat(clock.millis()).isEqualTo(MORNING.minusSeconds(300).toEpochMilli());
    clock.set(MORNING);
    assertThat(elsewhere.instant()).isEqualTo(MORNING);
  }
}
