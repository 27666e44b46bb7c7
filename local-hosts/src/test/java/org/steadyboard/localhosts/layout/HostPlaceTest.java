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
    assertThat(a.port(PartKind.MEDIA)).isEqualTo(8083);
    assertThat(a.port(PartKind.POSTGRES)).isEqualTo(8085);
    assertThat(a.mediaPortForPeers()).isEqualTo(8086);
  }

  @Test
  void linksHavePortsBehindThoseOfAllHosts() {
    assertThat(LinkPlace.of(places.get(1), places))
        .extracting(LinkPlace::port)
        .containsExactly(8135, 8137);
    assertThat(new LinkPlace(places.getFirst(), places.get(1)).port()).isEqualTo(8131);
    assertThat(new LinkPlace(places.getFirst(), places.get(1)).targetPort()).isEqualTo(8095);
    assertThat(new LinkPlace(places.getFirst(), places.get(1)).mediaPort()).isEqualTo(8156);
    assertThat(new LinkPlace(places.getFirst(), places.get(1)).mediaTargetPort()).isEqualTo(8096);
  }

  @Test
  void hostsAreCountedUpInWords() {
    assertThat(HostPlace.names(places)).isEqualTo("a, b and c");
    assertThat(HostPlace.names(places.subList(0, 2))).isEqualTo("a and b");
    assertThat(HostPlace.names(places.subList(0, 1))).isEqualTo("a");
  }

  @Test
  void noTwoPartsShareAPort() {
    var ports = new HashSet<Integer>();
    for (HostPlace place : new DataFolder(Path.of("/data")).places(5, 8080)) {
      for (PartKind kind : PartKind.values()) {
        assertThat(ports.add(place.port(kind))).as(place.name() + "/" + kind).isTrue();
      }
      assertThat(ports.add(place.mediaPortForPeers())).as(place.name()).isTrue();
    }
    for (LinkPlace link : LinkPlace.between(new DataFolder(Path.of("/data")).places(5, 8080))) {
      assertThat(ports.add(link.port())).as(link.toString()).isTrue();
      assertThat(ports.add(link.mediaPort())).as(link.toString()).isTrue();
      assertThat(link.port()).isBetween(8080, 8080 + LinkPlace.PORTS_PER_SET - 1);
      assertThat(link.mediaPort()).isBetween(8080, 8080 + LinkPlace.PORTS_PER_SET - 1);
    }
    assertThat(ports).doesNotContain(8080 + DataFolder.CONTROL_PORT_OFFSET);
  }
}
