package org.steadyboard.host.board;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What a digiboard shows to be itself: 22 to 128 letters, digits, {@code -} and {@code _}. Only
 * SHA-256 of its ASCII text is ever stored: the secret should be 32 random bytes of the board
 * page's own, so a slow hash would protect nothing that can be guessed.
 */
public final class BoardSecret {

  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{22,128}");

  private BoardSecret() {}

  public static boolean isWellFormed(String secret) {
    return WRITTEN.matcher(secret).matches();
  }

  /** What is stored of it: 32 bytes. */
  public static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares two hashes in constant time. */
  public static boolean isSame(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
