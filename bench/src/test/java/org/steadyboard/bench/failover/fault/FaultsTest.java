package org.steadyboard.bench.failover.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;

class FaultsTest {

  private static final List<String> OF_THE_NETWORK = List.of("network-deaf", "network-mute");

  @Test
  void eachIsChosenByAWordOfItsOwn() {
    var words = Faults.all().stream().map(Fault::word).toList();

    assertThat(words).doesNotHaveDuplicates().containsAll(OF_THE_NETWORK);
    assertThat(Faults.named(words)).extracting(Fault::word).isEqualTo(words);
    assertThatThrownBy(() -> Faults.named(List.of("network")))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("no fault network, but")
        .hasMessageContaining("network-mute");
  }

  @Test
  void browsersOfOneWayNetworksComeByTheCableAndStandStillWithoutAnotherHost() {
    assertThat(Faults.named(OF_THE_NETWORK)).allMatch(Fault::byCable).allMatch(Fault::stopsOneHost);
  }

  @Test
  void theCableSlowsNobodyElseDown() {
    assertThat(Faults.all())
        .filteredOn(Fault::byCable)
        .extracting(Fault::word)
        .isEqualTo(OF_THE_NETWORK);
  }
}
