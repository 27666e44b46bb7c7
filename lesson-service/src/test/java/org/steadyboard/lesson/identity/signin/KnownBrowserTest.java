package org.steadyboard.lesson.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.session.SessionToken;

class KnownBrowserTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-01-05T08:30:00Z");
  private static final UUID TEACHER = UUID.randomUUID();

  @Test
  void isKnownByTheAccountsThatWereSignedInWithItForHalfAYear() {
    var browser = KnownBrowser.unknown().with(TEACHER, NOW);
    var read = KnownBrowser.parse(browser.cookie(KEY), KEY).orElseThrow();

    assertThat(read).isEqualTo(browser);
    assertThat(read.knows(TEACHER, NOW)).isTrue();
    assertThat(read.knows(UUID.randomUUID(), NOW)).isFalse();
    var over = NOW.plus(KnownBrowser.LIFETIME);
    assertThat(read.knows(TEACHER, over.minusSeconds(1))).isTrue();
    assertThat(read.knows(TEACHER, over)).isFalse();
    assertThat(read.with(TEACHER, over).knows(TEACHER, over)).isTrue();
  }

  @Test
  void keepsItsNameAndTheLastEightAccounts() {
    var browser = KnownBrowser.unknown();
    for (var i = 0; i < KnownBrowser.MAX_ACCOUNTS; i++) {
      browser = browser.with(new UUID(0, i), NOW.plus(Duration.ofDays(i)));
    }
    var next = browser.with(new UUID(0, 0), NOW).with(TEACHER, NOW);

    assertThat(next.name()).isEqualTo(browser.name());
    assertThat(next.accounts()).hasSize(KnownBrowser.MAX_ACCOUNTS);
    assertThat(next.knows(TEACHER, NOW)).isTrue();
    assertThat(next.knows(new UUID(0, 0), NOW)).as("came again").isTrue();
    assertThat(next.knows(new UUID(0, 1), NOW)).as("came first").isFalse();
    assertThat(KnownBrowser.parse(next.cookie(KEY), KEY)).contains(next);
  }

  @Test
  void isNotTakenWhenAnyByteIsAnotherOrTheKeyIs() {
    var bytes =
        Base64.getUrlDecoder().decode(KnownBrowser.unknown().with(TEACHER, NOW).cookie(KEY));
    for (var i = 0; i < bytes.length; i++) {
      var forged = bytes.clone();
      forged[i] ^= 1;
      assertThat(KnownBrowser.parse(Base64.getUrlEncoder().encodeToString(forged), KEY))
          .as("byte %d", i)
          .isEmpty();
    }
    var cookie = Base64.getUrlEncoder().encodeToString(bytes);
    assertThat(KnownBrowser.parse(cookie, new byte[32])).isEmpty();
    for (var rubbish : new String[] {"", "%", "AAAA", "A".repeat(20_000)}) {
      assertThat(KnownBrowser.parse(rubbish, KEY)).isEmpty();
    }
  }

  @Test
  void isNoSessionAndASessionIsNone() {
    var session = SessionToken.issue(TEACHER, NOW, KEY).cookie();
    assertThat(KnownBrowser.parse(session, KEY)).isEmpty();
    var browser = KnownBrowser.unknown().with(TEACHER, NOW);
    assertThat(SessionToken.parse(browser.cookie(KEY), KEY)).isEmpty();
  }
}
