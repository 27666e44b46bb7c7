package org.steadyboard.bench.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;

/** The id of an e-mail address' account, as the services know it: a UUID of version 5. */
public final class AccountId {

  private static final UUID ACCOUNTS = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c01");

  private AccountId() {}

  /**
   * @param email in lower case
   */
  public static UUID of(String email) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(ACCOUNTS.getMostSignificantBits())
              .putLong(ACCOUNTS.getLeastSignificantBits())
              .array());
      var head = ByteBuffer.wrap(sha1.digest(email.getBytes(StandardCharsets.UTF_8)));
      return new UUID(
          head.getLong() & 0xffffffffffff0fffL | 0x5000L,
          head.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
