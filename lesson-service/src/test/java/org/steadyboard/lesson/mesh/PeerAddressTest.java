package org.steadyboard.lesson.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.database.mesh.MeshHost;

class PeerAddressTest {

  @Test
  void peersAreReadAsTheyAreWritten() {
    assertThat(
            PeerAddress.areWellFormed(
                "b=postgresql://127.0.0.1:8155/steadyboard,c-2=postgresql://c.example.org/x"))
        .isTrue();
    assertThat(PeerAddress.peer("b=postgresql://127.0.0.1:8155/steadyboard", "p"))
        .extracting(MeshHost::id, MeshHost::address, MeshHost::database)
        .containsExactly("b", new MeshHost.Address("127.0.0.1", 8155), "steadyboard");
    assertThat(PeerAddress.peer("c=postgresql://c.example.org/x", "p").address().port())
        .isEqualTo(5432);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b",
        "b=",
        "B=postgresql://h/x",
        "b=http://h/x",
        "b=postgresql://h",
        "b=postgresql://u:p@h/x",
        "b=postgresql://h/x," + "c"
      })
  void anythingElseIsMalformed(String setting) {
    assertThat(PeerAddress.areWellFormed(setting)).isFalse();
  }
}
