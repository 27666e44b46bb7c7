package org.steadyboard.board.pairing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * What is stored of a board's secret: SHA-256 of its ASCII text. The secret is 32 random bytes of
 * the board page's own, so a slow hash would protect nothing that can be guessed.
 */
public record SecretHash(byte[] bytes) {

  public static SecretHash of(String secret) {
    try {
      return new SecretHash(
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares in constant time. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }
}
