package org.steadyboard.host.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

  @Test
  void aSettingIsReadAsPeers() {
    var settings =
        new SmallRyeConfigBuilder()
            .withMapping(HostSettings.class)
            .withDefaultValue("host.id", "a")
            .withDefaultValue("host.slot", "0")
            .withDefaultValue("host.public-url", "https://a.example.org")
            .withDefaultValue("host.session-key", "key")
            .withDefaultValue(
                "host.peers", "b=https://b.example.org,c-2=https://c.example.org:8443")
            .build()
            .getConfigMapping(HostSettings.class);

    assertThat(settings.peers().orElseThrow())
        .containsExactly(
            new Peer("b", URI.create("https://b.example.org")),
            new Peer("c-2", URI.create("https://c.example.org:8443")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "b", "=https://b.example.org", "B=https://b.example.org", "b=https://b b"})
  void whatIsNoPeerIsSaidInOneLineWithoutRepeatingIt(String written) {
    assertThatThrownBy(() -> Peer.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasLineCount(1)
        .doesNotContain("example.org")
        .doesNotContain("b b");
  }
}
