package org.steadyboard.board.proof;

import org.steadyboard.host.board.BoardSecret;

/** What is stored of a board's secret, see {@link BoardSecret}. */
public record SecretHash(byte[] bytes) {

  public static SecretHash of(String secret) {
    return new SecretHash(BoardSecret.hash(secret));
  }

  /** Compares in constant time. */
  public boolean matches(SecretHash other) {
    return BoardSecret.isSame(bytes, other.bytes);
  }
}
