package org.steadyboard.localhosts.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostPlaceTest {
  private final List<HostPlace> places = new DataFolder(Path.of("/data")).places(3, 8080);

  @Test
  void hostsAreNamedInOrderAndTenPortsApart() {
    assertThat(places).extracting(HostPlace::name).containsExactly("a", "b", "c");
    assertThat(places)
        .extracting(HostPlace::publicUrl)
        .containsExactly("http://localhost:8080", "http://localhost:8090", "http://localhost:8100");
    assertThat(places.get(1).folder()).isEqualTo(Path.of("/data/hosts/b"));
  }

  @Test
  void portsAreThoseOfTheArchitecture() {
    HostPlace a = places.getFirst();
    assertThat(a.port(PartKind.INGRESS)).isEqualTo(8080);
    assertThat(a.port(PartKind.LESSON)).isEqualTo(8081);
    assertThat(a.port(PartKind.BOARD)).isEqualTo(8082);
    assertThat(a.port(PartKind.POSTGRES)).isEqualTo(8085);
  }

  @Test
  void noTwoPartsShareAPort() {
    var ports = new HashSet<Integer>();
    for (HostPlace place : places) {
      for (PartKind kind : PartKind.values()) {
        assertThat(ports.add(place.port(kind))).as(place.name() + "/" + kind).isTrue();
      }
    }
    assertThat(ports).doesNotContain(8080 + DataFolder.CONTROL_PORT_OFFSET);
  }
}
