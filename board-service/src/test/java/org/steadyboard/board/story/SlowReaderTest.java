package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.Eventually;

@QuarkusTest
@TestProfile(SlowReaderTest.Talkative.class)
class SlowReaderTest extends SocketTest {

  /** So that a test can fill the buffers between it and the service. */
  public static final class Talkative implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("board.messages-per-second", "1000000", "board.messages-burst", "1000000");
    }
  }

  @Inject MeterRegistry meters;

  @Test
  void isDroppedAndNobodyElseWaits() {
    try (var slow = board();
        var board = board();
        var teacher = teacher()) {
      slow.connect().next("code");
      board.connect();
      teacher.pairWith(board);
      slow.client().socket().pause();
      var longest = Duration.ZERO;
      for (var said = 0; said < 400_000 && dropped() == 0; said += 2000) {
        for (var i = 0; i < 2000; i++) {
          slow.client().say("{\"type\":\"sing\"}");
        }
        var start = System.nanoTime();
        teacher.answer(teacher.showPage(board.id(), UUID.randomUUID()));
        var took = Duration.ofNanos(System.nanoTime() - start);
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
      Eventually.holds("the slow reader is dropped", () -> dropped() == 1);
      assertThat(longest).isLessThan(Duration.ofSeconds(2));
      teacher.answer(teacher.showPage(board.id(), UUID.randomUUID()));
      Eventually.holds(
          // A close frame cannot pass what is stuck: the server waits for it in vain, then ends the
          // connection.
          "its connection is ended",
          Duration.ofSeconds(30),
          () -> meters.get("board.connections").gauge().value() == 2);
    }
  }

  private double dropped() {
    return meters.get("board.readers.dropped").counter().count();
  }
}
