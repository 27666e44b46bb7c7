package org.steadyboard.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AimTest {

  @Test
  void aLimitMustBeStayedUnder() {
    assertThat(Aim.below(8).reachedBy(7.99)).isTrue();
    assertThat(Aim.below(8).reachedBy(8)).isFalse();
  }

  @Test
  void aLeastMustBeReached() {
    assertThat(Aim.atLeast(12_000).reachedBy(12_000)).isTrue();
    assertThat(Aim.atLeast(12_000).reachedBy(11_999.9)).isFalse();
  }

  @Test
  void nothingButTheExactNumberIsExact() {
    assertThat(Aim.exactly(0).reachedBy(0)).isTrue();
    assertThat(Aim.exactly(0).reachedBy(1)).isFalse();
  }

  @Test
  void aimsReadWell() {
    assertThat(Aim.below(8)).hasToString("under 8");
    assertThat(Aim.atLeast(12_000)).hasToString("at least 12,000");
    assertThat(Aim.atLeast(0.5)).hasToString("at least 0.50");
  }
}
