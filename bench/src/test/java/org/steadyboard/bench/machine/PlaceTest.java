package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.LinkPlace;

class PlaceTest {

  private static final int FIRST = 8700;

  @Test
  void theBenchsOwnProgramsTakeNoPortOfAHostOrALink() {
    var place = new Hosts.Place(Path.of("/x"), FIRST, false);
    var hosts =
        IntStream.range(0, HostPlace.MAX_HOSTS)
            .mapToObj(
                slot -> new HostPlace(slot, FIRST + slot * HostPlace.PORTS_PER_HOST, Path.of("/x")))
            .toList();

    assertThat(LinkPlace.between(hosts))
        .flatExtracting(LinkPlace::port, LinkPlace::mediaPort)
        .doesNotContain(place.ownPort(), place.cablePort());
    assertThat(place.ownPort()).isGreaterThanOrEqualTo(FIRST + LinkPlace.PORTS_PER_SET);
    assertThat(place.cablePort()).isNotEqualTo(place.ownPort());
  }
}
