package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;

class ToolTest {

  @Test
  void whatIsInstalledIsFound() {
    assertThat(Tool.isInstalled("sh")).isTrue();
    assertThat(Tool.path("sh")).get().asString().endsWith("/sh");
    assertThat(Tool.isInstalled("no-such-program")).isFalse();
  }

  @Test
  void itsWordsAreGivenWhenItEndsWell() throws Exception {
    assertThat(Tool.output(new ProcessBuilder("sh", "-c", "echo said"))).isEqualTo("said\n");
    assertThatThrownBy(() -> Tool.output(new ProcessBuilder("sh", "-c", "echo no; exit 3")))
        .isInstanceOf(BenchFailure.class)
        .hasMessage("sh failed: no");
  }

  @Test
  void oneThatHangsIsEnded() {
    assertThatThrownBy(() -> Tool.output(new ProcessBuilder("sleep", "600"), Duration.ofMillis(50)))
        .isInstanceOf(BenchFailure.class);
  }
}
