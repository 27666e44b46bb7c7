package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private final BatchSize size = new BatchSize();

  @Test
  void aDatabaseThatSlowsDownGetsSmallerBatchesAndAQuickOneLargerOnesAgain() {
    assertThat(size.now()).isEqualTo(4000);
    size.learn(1000, Duration.ofMillis(900));
    assertThat(size.now()).as("half of what was too much").isEqualTo(500);
    for (var i = 0; i < 20; i++) {
      size.learn(500, Duration.ofSeconds(2));
    }
    assertThat(size.now()).as("some get through, however slow").isEqualTo(50);
    size.learn(50, Duration.ofMillis(150));
    assertThat(size.now()).isEqualTo(50);
    for (var i = 0; i < 20; i++) {
      size.learn(50, Duration.ofMillis(3));
    }
    assertThat(size.now()).isEqualTo(4000);
  }
}
