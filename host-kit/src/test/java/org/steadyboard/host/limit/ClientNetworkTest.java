package org.steadyboard.host.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2::1, 20010db800010002/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
    "2001:DB8:1:2:0:0:0:9, 20010db800010002/64",
    "[2001:db8:1:2::1], 20010db800010002/64",
    "2001:db8:1:3::1, 20010db800010003/64",
    "[2001:db8:1:2::1]:443, 20010db800010002/64",
    "192.0.2.7:51234, 192.0.2.7",
    "fe80::1%eth0, fe80000000000000/64",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void anAddressIsCountedByWhatSomebodyHas(String address, String name) {
    assertThat(ClientNetwork.of(address)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "example.org", "1.2.3.4.5", "::1::", "192.0.2.7, 192.0.2.8"})
  void whatIsNoAddressIsCountedTogether(String address) {
    assertThat(ClientNetwork.of(address)).isEqualTo("unknown");
  }

  @Test
  void noAddressIsCountedTooWithThem() {
    assertThat(ClientNetwork.of(null)).isEqualTo("unknown");
  }
}
