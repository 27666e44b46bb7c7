package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.TestLimits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.Link;

class InboxTest {

  private final Limits limits =
      TestLimits.with(
          Map.of(
              "board.inbox-messages", "8", "board.inbox-crowded", "4", "board.inbox-share", "2"));
  private final Inbox inbox = new Inbox(limits);

  private Link link() {
    return new BoardLink(new RecordingWire(), limits, 0, "192.0.2.1");
  }

  private int fill(Link link, int wanted) {
    var many = 0;
    while (many < wanted && inbox.hasRoomFor(link)) {
      inbox.add(link);
      many++;
    }
    return many;
  }

  @Test
  void whileLittleWaitsOneMaySayAsMuchAsItLikes() {
    assertThat(fill(link(), 100)).isEqualTo(4);
  }

  @Test
  void whenItIsCrowdedEachHasAShareAndTogetherTheyHaveAnEnd() {
    var crowd = link();
    fill(crowd, 100);
    assertThat(inbox.hasRoomFor(crowd)).isFalse();
    assertThat(fill(link(), 100)).isEqualTo(2);
    assertThat(fill(link(), 1)).isEqualTo(1);
    assertThat(fill(link(), 1)).isEqualTo(1);
    assertThat(fill(link(), 1)).isZero();
  }

  @Test
  void whatWasLookedAtMakesRoom() {
    var crowd = link();
    fill(crowd, 100);
    inbox.remove(crowd);
    assertThat(fill(crowd, 100)).isEqualTo(1);
    for (var i = 0; i < 4; i++) {
      inbox.remove(crowd);
    }
    assertThat(fill(link(), 100)).isEqualTo(4);
  }
}
