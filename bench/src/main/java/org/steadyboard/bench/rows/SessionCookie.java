package org.steadyboard.bench.rows;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A session as the services would have made it: account, time, 16 random bytes and an HMAC-SHA256
 * over these by SESSION_KEY. Made here and not by signing in, because thousands of sign-ins would
 * measure the slow hash of passwords, and run into its limits.
 *
 * @param cookie the value of the cookie {@code session}
 * @param hash what is stored of it
 */
public record SessionCookie(String cookie, byte[] hash) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CLAIMS = 16 + 8 + 16;

  public static SessionCookie issue(UUID account, Instant now, byte[] key) {
    var random = new byte[16];
    RANDOM.nextBytes(random);
    var claims =
        ByteBuffer.allocate(CLAIMS)
            .putLong(account.getMostSignificantBits())
            .putLong(account.getLeastSignificantBits())
            .putLong(now.getEpochSecond())
            .put(random)
            .array();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var token = ByteBuffer.allocate(CLAIMS + 32).put(claims).put(mac.doFinal(claims)).array();
      return new SessionCookie(
          Base64.getUrlEncoder().withoutPadding().encodeToString(token),
          MessageDigest.getInstance("SHA-256").digest(token));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of its row: the head of its hash. */
  UUID rowId() {
    var head = ByteBuffer.wrap(hash);
    return new UUID(head.getLong(), head.getLong());
  }

  /** As a header of a request. */
  public String header() {
    return "session=" + cookie;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionCookie that && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }
}
