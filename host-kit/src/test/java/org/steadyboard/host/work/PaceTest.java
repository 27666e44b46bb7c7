package org.steadyboard.host.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    // between, after a failure, at longest, failures in a row, wait
    "2000, 200, 5000, 0, 2000",
    "0, 200, 5000, 0, 0",
    "0, 200, 5000, 1, 200",
    "0, 200, 5000, 2, 400",
    "0, 200, 5000, 5, 3200",
    "0, 200, 5000, 6, 5000",
    "0, 200, 5000, 2147483647, 5000",
    "0, 1000, 1000, 3, 1000",
    "2000, 200, 5000, 1, 2000",
    "2000, 200, 5000, 5, 3200",
  })
  void failuresDoubleTheWaitUpToTheLongest(
      long between, long first, long longest, int failures, long wait) {
    var pace =
        new Pace(Duration.ofMillis(between), Duration.ofMillis(first), Duration.ofMillis(longest));
    assertThat(pace.after(failures)).isEqualTo(Duration.ofMillis(wait));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 1", "0, 0, 1", "0, 2, 1"})
  void aPaceThatWouldSpinIsRefused(long between, long first, long longest) {
    assertThatThrownBy(
            () ->
                new Pace(
                    Duration.ofMillis(between),
                    Duration.ofMillis(first),
                    Duration.ofMillis(longest)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
