package org.steadyboard.board.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.settings.Peer;

class DeskStartTest {

  private static final Peer B = Peer.of("b=https://b.example.org");
  private static final Peer C = Peer.of("c=https://c.example.org");

  @Test
  void aStoppingHostNamesItsPeerOnlyWhenThereIsJustOne() {
    assertThat(DeskStart.moveTo(List.of())).isNull();
    assertThat(DeskStart.moveTo(List.of(B))).isEqualTo("b");
    assertThat(DeskStart.moveTo(List.of(B, C))).isNull();
  }
}
