package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Client;

/** More is said than this service can hear: here, anything at all. */
@QuarkusTest
@TestProfile(CrowdedTest.Deafened.class)
class CrowdedTest extends SocketTest {

  public static final class Deafened implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("board.inbox-messages", "0", "board.hello-within", "3S");
    }
  }

  @Test
  void whatIsNotHeardIsToldOnceAMomentAndEndsNothing() {
    try (var client = Client.connect(port(), "/ws/board")) {
      for (var i = 0; i < 50; i++) {
        client.say("{\"type\":\"ping\"}");
      }
      // Closed for its silence later, and not for what it said.
      assertThat(client.closeCode()).isEqualTo(1008);
      var codes = client.soFar().stream().map(message -> message.path("code").asText()).toList();
      assertThat(codes).hasSizeLessThan(6).endsWith("hello-late");
      assertThat(codes.subList(0, codes.size() - 1)).isNotEmpty().containsOnly("busy");
    }
  }
}
