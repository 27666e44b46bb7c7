package org.steadyboard.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;

class PgbenchTest {

  @Test
  void rateAndMeanAreRead() {
    var rate =
        Pgbench.parse(
            """
            number of failed transactions: 0 (0.000%)
            latency average = 2.410 ms
            initial connection time = 30.123 ms
            tps = 13278.123456 (without initial connection time)
            """);

    assertThat(rate).isEqualTo(new SqlLoad.Rate(13278.123456, 2.410));
  }

  @Test
  void anythingElseIsAFailure() {
    assertThatThrownBy(() -> Pgbench.parse("connection refused")).isInstanceOf(BenchFailure.class);
  }
}
