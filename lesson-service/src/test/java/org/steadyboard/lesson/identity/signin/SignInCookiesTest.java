package org.steadyboard.lesson.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.host.settings.HostSettings;

class SignInCookiesTest {

  private static final SessionToken TOKEN =
      SessionToken.issue(UUID.randomUUID(), Instant.EPOCH, new byte[32]);

  @Test
  void onItsOwnAHostsCookieIsTakenFromItAloneAndByHttps() {
    var cookie = cookies("https://a.example.org", null).session(TOKEN);

    assertThat(cookie.getName()).isEqualTo("__Host-session");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.isSecure()).isTrue();
    assertThat(cookie.isHttpOnly()).isTrue();
  }

  @Test
  void hostsThatShareADomainShareTheCookies() {
    var cookies = cookies("https://a.example.org", "example.org");

    assertThat(cookies.session(TOKEN).getName()).isEqualTo("session");
    assertThat(cookies.session(TOKEN).getDomain()).isEqualTo("example.org");
    assertThat(cookies.session(TOKEN).isSecure()).isTrue();
    assertThat(cookies.knownBrowser("x").getDomain()).isEqualTo("example.org");
  }

  @Test
  void onTheMachineItselfPlainHttpWillDo() {
    var cookie = cookies("http://localhost:8080", null).session(TOKEN);

    assertThat(cookie.getName()).isEqualTo("session");
    assertThat(cookie.isSecure()).isFalse();
  }

  @Test
  void whatIsForgottenIsTheCookieThatWasSet() {
    for (var url : new String[] {"https://a.example.org", "http://localhost:8080"}) {
      var cookies = cookies(url, null);

      assertThat(cookies.noSession().getMaxAge()).isZero();
      assertThat(cookies.noSession().getName()).isEqualTo(cookies.session(TOKEN).getName());
    }
  }

  private static SignInCookies cookies(String publicUrl, String domain) {
    var settings = new HashMap<>(Map.of("host.id", "a", "host.slot", "0", "host.session-key", "x"));
    settings.put("host.public-url", publicUrl);
    if (domain != null) {
      settings.put("host.cookie-domain", domain);
    }
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(HostSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 1))
            .build();
    return new SignInCookies(config.getConfigMapping(HostSettings.class));
  }
}
