package org.steadyboard.bench.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;

class WrkTest {

  @Test
  void itsLastLineIsRead() {
    var answers =
        Wrk.parse(
            """
            Running 4s test @ http://127.0.0.1:8701
            result: {"requests":40000,"micros":4000000,"p50":1500,"p99":4200,"max":9000,"failed":3}
            """);

    assertThat(answers).isEqualTo(new HttpLoad.Answers(10_000, 1.5, 4.2, 9, 3));
  }

  @Test
  void anythingElseIsAFailure() {
    assertThatThrownBy(() -> Wrk.parse("unable to connect")).isInstanceOf(BenchFailure.class);
  }
}
