package org.steadyboard.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void percentilesAreInMilliseconds() {
    for (var millis = 1; millis <= 1000; millis++) {
      latencies.record(millis * 1_000_000L);
    }

    assertThat(latencies.millisAt(50)).isCloseTo(500, within(1.0));
    assertThat(latencies.millisAt(99)).isCloseTo(990, within(1.0));
    assertThat(latencies.maxMillis()).isCloseTo(1000, within(1.0));
  }

  @Test
  void oneSlowAnswerInAHundredIsSeen() {
    for (var i = 0; i < 98; i++) {
      latencies.record(1_000_000);
    }
    latencies.record(700_000_000L);
    latencies.record(700_000_000L);

    assertThat(latencies.millisAt(50)).isCloseTo(1, within(0.01));
    assertThat(latencies.millisAt(99)).isCloseTo(700, within(1.0));
  }

  @Test
  void whatIsBeyondTheScaleCountsAsItsEnd() {
    latencies.record(Long.MAX_VALUE);
    latencies.record(-5);

    assertThat(latencies.count()).isEqualTo(2);
    assertThat(latencies.maxMillis()).isCloseTo(300_000, within(300.0));
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(latencies.millisAt(99)).isZero();
  }
}
