package org.steadyboard.board.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeskStartTest {

  @Test
  void aStoppingHostNamesItsPeerOnlyWhenThereIsJustOne() {
    assertThat(DeskStart.moveTo(List.of())).isNull();
    assertThat(DeskStart.moveTo(List.of("b=https://b.example.org"))).isEqualTo("b");
    assertThat(DeskStart.moveTo(List.of("b=https://b.example.org", "c=https://c.example.org")))
        .isNull();
  }
}
