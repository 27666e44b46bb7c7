package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Client;
import org.steadyboard.testkit.Eventually;

/** The limits in time and number, made short so that a test can reach them. */
@QuarkusTest
@TestProfile(ShortLimitsTest.Short.class)
class ShortLimitsTest extends SocketTest {

  public static final class Short implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "board.hello-within", "1S", "board.silence", "3S", "board.max-connections", "5");
    }
  }

  @Test
  void helloMustComeInTime() {
    try (var client = Client.connect(port(), "/ws/board")) {
      assertThat(client.next("problem").get("code").asText()).isEqualTo("hello-late");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void silenceEndsAConnectionAndAPingKeepsIt() {
    try (var silent = board();
        var alive = board()) {
      silent.connect().next("code");
      alive.connect().next("code");
      var start = System.nanoTime();
      while (!silent.client().isClosed()) {
        alive.client().say("{\"type\":\"ping\"}").next("pong");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Client.DEADLINE);
        sleepATick();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
      assertThat(silent.client().next("problem").get("code").asText()).isEqualTo("silent");
      assertThat(silent.client().closeCode()).isEqualTo(1008);
      assertThat(alive.client().isClosed()).isFalse();
    }
  }

  @Test
  void noMoreConnectionsThanAreAllowed() {
    var clients = new ArrayList<Client>();
    try {
      // On a machine that is slow just then, the first have said no hello in time and are gone.
      Eventually.holds(
          "with five open, one more is refused",
          () -> {
            clients.removeIf(Client::isClosed);
            while (clients.size() < 5) {
              clients.add(Client.connect(port(), "/ws/board"));
            }
            return Client.answer(port(), "/ws/board") == 503;
          });
    } finally {
      clients.forEach(Client::close);
    }
  }

  /** Pings are limited too: not as fast as one can. */
  private static void sleepATick() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
