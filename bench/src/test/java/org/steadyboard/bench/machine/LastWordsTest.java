package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void hostsThatStopSayWhyBefore() {
    assertThat(
            LastWords.reason(
                List.of(
                    "Starting the services and the ingress of hosts a and b",
                    "steadyboard: Last lines of b/board:",
                    "  | Port 8711 is taken",
                    "b/board ended before it was ready (log: board.log)",
                    "Stopping …",
                    "Stopped. The data stay in run")))
        .isEqualTo("b/board ended before it was ready (log: board.log)");
  }

  @Test
  void aCommandThatDidNotBeginSaysSoInItsOnlyLine() {
    assertThat(LastWords.reason(List.of("steadyboard: port 8700 is in use", "")))
        .isEqualTo("port 8700 is in use");
  }

  @Test
  void silenceIsSaidToo() {
    assertThat(LastWords.reason(List.of())).isEqualTo("the hosts said nothing");
  }
}
