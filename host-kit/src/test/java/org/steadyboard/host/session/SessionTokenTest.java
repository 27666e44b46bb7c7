package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final UUID ACCOUNT = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7cff");
  private static final Instant NOW = Instant.parse("2026-01-05T08:30:00Z");

  @Test
  void aTokenIsReadBackAsItWasIssued() {
    var issued = SessionToken.issue(ACCOUNT, NOW, KEY);

    var read = SessionToken.parse(issued.cookie(), KEY).orElseThrow();

    assertThat(read.accountId()).isEqualTo(ACCOUNT);
    assertThat(read.issuedAt()).isEqualTo(NOW);
    assertThat(read.sessionId()).isEqualTo(issued.sessionId());
    assertThat(read.hash()).isEqualTo(issued.hash());
  }

  @Test
  void twoTokensOfOneMomentDiffer() {
    assertThat(SessionToken.issue(ACCOUNT, NOW, KEY).cookie())
        .isNotEqualTo(SessionToken.issue(ACCOUNT, NOW, KEY).cookie());
  }

  @Test
  void whatWasKnownIsReadBackAndCountsForEachHost() {
    var knew = KnownDecisions.of(List.of("a 3", "b 1"));
    var read =
        SessionToken.parse(SessionToken.issue(ACCOUNT, knew, NOW, KEY).cookie(), KEY).orElseThrow();

    assertThat(read.knew()).isEqualTo(knew);
    assertThat(read.knew().cover(KnownDecisions.of(List.of("a 2", "b 1")))).isTrue();
    assertThat(read.knew().cover(KnownDecisions.of(List.of("a 1", "b 2")))).isFalse();
    assertThat(read.knew().cover(KnownDecisions.of(List.of("c 1")))).isFalse();
    assertThat(SessionToken.issue(ACCOUNT, NOW, KEY).knew()).isEqualTo(KnownDecisions.NONE);
  }

  @Test
  void moreHostsThanACookieHoldsLeaveATokenThatKnowsTooLittle() {
    var counts = IntStream.range(0, KnownDecisions.MAX_HOSTS + 1).mapToObj(n -> "h" + n + " 1");
    var known = KnownDecisions.of(counts.toList());
    var read =
        SessionToken.parse(SessionToken.issue(ACCOUNT, known, NOW, KEY).cookie(), KEY)
            .orElseThrow();

    assertThat(read.knew().byHost()).hasSize(KnownDecisions.MAX_HOSTS);
    assertThat(read.knew().cover(known)).isFalse();
  }

  @Test
  void aTokenChangedInAnyByteIsRefused() {
    var knew = KnownDecisions.of(List.of("a 1"));
    var bytes = Base64.getUrlDecoder().decode(SessionToken.issue(ACCOUNT, knew, NOW, KEY).cookie());
    for (var i = 0; i < bytes.length; i++) {
      var forged = bytes.clone();
      forged[i] ^= 1;

      assertThat(SessionToken.parse(Base64.getUrlEncoder().encodeToString(forged), KEY))
          .as("byte %d", i)
          .isEmpty();
    }
  }

  @Test
  void anotherKeysTokenAndRubbishAreRefused() {
    assertThat(SessionToken.parse(SessionToken.issue(ACCOUNT, NOW, new byte[32]).cookie(), KEY))
        .isEmpty();
    assertThat(SessionToken.parse("", KEY)).isEmpty();
    assertThat(SessionToken.parse("%%%", KEY)).isEmpty();
    assertThat(SessionToken.parse("AAAA", KEY)).isEmpty();
  }
}
