package org.steadyboard.board.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.desk.RecordingWire;
import org.steadyboard.board.limit.TestLimits;

/** What a client says before its hello is answered. */
class LinkTest {

  private final RecordingWire wire = new RecordingWire();
  private final List<Integer> done = new ArrayList<>();
  private final Link link =
      new BoardLink(
          wire, TestLimits.with(Map.of("board.max-waiting-for-hello", "3")), 0, "192.0.2.1");

  private void says(int... messages) {
    for (var message : messages) {
      link.inOrder(() -> done.add(message));
    }
  }

  @Test
  void itWaitsForTheAnswerAndKeepsItsOrder() {
    says(1, 2, 3);
    assertThat(done).isEmpty();
    link.greeted();
    says(4);
    link.greeted();

    assertThat(done).containsExactly(1, 2, 3, 4);
    assertThat(wire.closed()).isNull();
  }

  @Test
  void moreThanMayWaitClosesItAndNothingOfItIsDone() {
    says(1, 2, 3);
    assertThat(wire.closed()).isNull();
    says(4, 5);
    link.greeted();

    assertThat(wire.closed()).isEqualTo("1008 too-fast");
    assertThat(wire.sent("problem"))
        .singleElement()
        .satisfies(m -> assertThat(m.get("code").asText()).isEqualTo("too-fast"));
    assertThat(done).isEmpty();
  }

  @Test
  void aClosedLinkKeepsNone() {
    says(1);
    link.closed();
    says(2);
    link.greeted();

    assertThat(done).isEmpty();
  }

  @Test
  void aDelayIsToldOnce() {
    link.tellDelay("{\"type\":\"problem\"}");
    link.tellDelay("{\"type\":\"problem\"}");
    assertThat(wire.sent("problem")).hasSize(1);
  }

  @Test
  void thatItIsNotHeardIsToldOnceASecond() {
    var second = Duration.ofSeconds(1).toNanos();
    for (var nanos : new long[] {1, 2, second, second + 1, second + 2, 2 * second + 2}) {
      link.tellBusy(nanos);
    }
    assertThat(wire.sent("problem"))
        .hasSize(2)
        .allSatisfy(m -> assertThat(m.get("code").asText()).isEqualTo("busy"));
    assertThat(wire.closed()).isNull();
  }
}
