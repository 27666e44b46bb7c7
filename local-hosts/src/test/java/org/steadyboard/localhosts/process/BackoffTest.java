package org.steadyboard.localhosts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsDoubleUpToTheLongest() {
    assertThat(Backoff.delay(1)).isEqualTo(Duration.ofMillis(250));
    assertThat(Backoff.delay(2)).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.delay(6)).isEqualTo(Duration.ofSeconds(8));
    assertThat(Backoff.delay(7)).isEqualTo(Backoff.LONGEST);
    assertThat(Backoff.delay(Integer.MAX_VALUE)).isEqualTo(Backoff.LONGEST);
  }

  @Test
  void aLongLifeForgivesEarlierFailures() {
    assertThat(Backoff.failuresInARow(5, Duration.ofSeconds(29))).isEqualTo(6);
    assertThat(Backoff.failuresInARow(5, Backoff.HEALTHY_AFTER)).isEqualTo(1);
  }
}
