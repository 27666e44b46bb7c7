package org.steadyboard.mediasync.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.host.settings.Peer;

class PeerAddressTest {

  @Test
  void peersAreReadAsTheyAreWritten() {
    assertThat(
            PeerAddress.areWellFormed(
                "b=postgresql://127.0.0.1:8155/steadyboard,c-2=postgresql://c.example.org/x"))
        .isTrue();
    assertThat(host("b=postgresql://127.0.0.1:8155/steadyboard"))
        .extracting(MeshHost::id, MeshHost::address, MeshHost::database)
        .containsExactly("b", new MeshHost.Address("127.0.0.1", 8155), "steadyboard");
    assertThat(host("c=postgresql://c.example.org/x").address().port()).isEqualTo(5432);
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
        "b=postgresql://h/x,c",
        "b=postgresql://h/x,b=postgresql://i/x"
      })
  void anythingElseIsMalformed(String setting) {
    assertThat(PeerAddress.areWellFormed(setting)).isFalse();
  }

  private static MeshHost host(String peer) {
    var parsed = Peer.of(peer);
    return PeerAddress.host(parsed.id(), parsed.url(), "p");
  }
}
