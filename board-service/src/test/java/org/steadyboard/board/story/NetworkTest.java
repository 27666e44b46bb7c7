package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Client;
import org.steadyboard.board.limit.Limits;

/** Where somebody is, is what the ingress says last: not what the client says before that. */
@QuarkusTest
class NetworkTest extends SocketTest {

  @Inject Limits limits;

  @Test
  void codesAreCountedByNetwork() {
    var boards = new ArrayList<Client>();
    try {
      for (var i = 0; i < limits.codesPerAddress(); i++) {
        boards.add(hello("198.51.100.%d, 2001:db8:7:7::%x".formatted(i % 250, i)));
      }
      boards.forEach(board -> board.next("code"));
      var oneMore = hello("203.0.113.1, 2001:db8:7:7:ffff::1");
      assertThat(oneMore.next("problem").get("code").asText()).isEqualTo("busy");
      assertThat(oneMore.closeCode()).isEqualTo(1013);
      try (var neighbour = hello("2001:db8:7:8::1")) {
        neighbour.next("code");
      }
    } finally {
      boards.forEach(Client::close);
    }
  }

  private Client hello(String forwardedFor) {
    return Client.connect(port(), "/ws/board", "X-Forwarded-For", forwardedFor)
        .say(
            """
            {"type":"hello","protocol":1,"boardId":"%s","secret":"%s"}"""
                .formatted(UUID.randomUUID(), "x".repeat(43)));
  }
}
