package org.steadyboard.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  private static final byte[] KEY = new byte[32];

  @Test
  void aTokenSaysWhoAndWhenAndIsStoredAsItsHash() throws Exception {
    var account = UUID.randomUUID();
    var now = Instant.parse("2026-11-24T08:30:00Z");

    var session = SessionCookie.issue(account, now, KEY);

    var token = Base64.getUrlDecoder().decode(session.cookie());
    var read = ByteBuffer.wrap(token);
    assertThat(token).hasSize(16 + 8 + 16 + 32);
    assertThat(new UUID(read.getLong(), read.getLong())).isEqualTo(account);
    assertThat(read.getLong()).isEqualTo(now.getEpochSecond());
    assertThat(session.hash()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(token));
  }

  @Test
  void noTwoAreTheSame() {
    var account = UUID.randomUUID();

    assertThat(SessionCookie.issue(account, Instant.EPOCH, KEY))
        .isNotEqualTo(SessionCookie.issue(account, Instant.EPOCH, KEY));
  }
}
