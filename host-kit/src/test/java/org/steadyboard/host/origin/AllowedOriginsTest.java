package org.steadyboard.host.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedOriginsTest {

  private final AllowedOrigins origins =
      new AllowedOrigins(URI.create("https://a.example.org"), List.of("https://www.example.org"));

  @Test
  void theHostsOwnAndTheNamedOriginsAndNoneAreAllowed() {
    assertThat(origins.allows("https://a.example.org")).isTrue();
    assertThat(origins.allows("https://WWW.example.org")).isTrue();
    assertThat(origins.allows(null)).isTrue();
  }

  @Test
  void everyOtherOriginIsRefused() {
    for (var origin :
        List.of(
            "http://a.example.org",
            "https://a.example.org:8443",
            "https://a.example.org.evil.example",
            "https://example.org",
            "null",
            "")) {
      assertThat(origins.allows(origin)).as(origin).isFalse();
    }
  }
}
