package org.steadyboard.host.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::ffff, 20010db800010002/64",
    "2001:db8:1:3::1, 20010db800010003/64",
    "fe80::1%eth0, fe80000000000000/64",
    "::1, 0000000000000000/64",
    "unknown, unknown",
    "'', ''"
  })
  void countsWhoHasTheAddress(String address, String counted) {
    assertThat(ClientNetwork.of(address)).isEqualTo(counted);
  }
}
