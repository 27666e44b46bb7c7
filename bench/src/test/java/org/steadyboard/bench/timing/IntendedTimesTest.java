package org.steadyboard.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntendedTimesTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void requestsAreEvenlySpaced() {
    var times = new IntendedTimes(100, 500);

    assertThat(times.at(0)).isEqualTo(100);
    assertThat(times.at(1)).isEqualTo(100 + SECOND / 500);
    assertThat(times.at(250)).isEqualTo(100 + SECOND / 2);
  }

  @Test
  void aRateThatDoesNotDivideASecondDoesNotDrift() {
    var times = new IntendedTimes(0, 7);

    assertThat(times.at(7 * 86_400L)).isEqualTo(86_400 * SECOND);
    assertThat(times.within(3)).isEqualTo(21);
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> new IntendedTimes(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
