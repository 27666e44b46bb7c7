package org.steadyboard.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesOverTimeTest {

  private static final long START = 7_000_000_000L;
  private static final long MILLI = 1_000_000;

  private final LatenciesOverTime latencies = new LatenciesOverTime(START, Duration.ofMillis(250));

  private void record(long intendedMillis, long millis) {
    latencies.record(START + intendedMillis * MILLI, millis * MILLI);
  }

  @Test
  void eachCountsWhereItWasMeantToBegin() {
    record(0, 900);
    record(249, 5);
    record(250, 6);

    assertThat(latencies.windows()).hasSize(2);
    assertThat(latencies.windows().getFirst().latencies().count()).isEqualTo(2);
    assertThat(latencies.windows().getLast().latencies().maxMillis()).isBetween(5.9, 6.1);
  }

  @Test
  void aWindowWithAFailureOrWithNothingIsNotWell() {
    record(0, 5);
    record(250, 5);
    latencies.failed(START + 260 * MILLI);
    record(750, 50);

    assertThat(latencies.windows().stream().map(window -> window.isWithin(20)))
        .containsExactly(true, false, false, false);
  }

  @Test
  void itIsWellAgainOnceItStaysSo() {
    record(0, 5);
    record(250, 500);
    record(500, 5);
    record(750, 500);
    record(1000, 5);
    record(1250, 5);

    assertThat(latencies.untilWithin(Duration.ofMillis(250), 20, 2)).hasMillis(750);
    assertThat(latencies.untilWithin(Duration.ofMillis(250), 20, 1)).hasMillis(250);
  }

  @Test
  void whatNeverGetsWellTakesAllTheTimeThereWas() {
    record(0, 5);
    record(250, 500);
    record(500, 500);

    assertThat(latencies.untilWithin(Duration.ofMillis(250), 20, 1)).hasMillis(500);
  }
}
