package org.steadyboard.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a file: the SHA-256 of its bytes. */
public final class Sha256 {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException when these are not 32 bytes
   */
  public static Sha256 of(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes");
    }
    return new Sha256(bytes.clone());
  }

  /** Reads 64 lower-case hexadecimal digits; anything else is no name of a file. */
  public static Optional<Sha256> parse(String hex) {
    return HEX.matcher(hex).matches()
        ? Optional.of(new Sha256(HexFormat.of().parseHex(hex)))
        : Optional.empty();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 sha && Arrays.equals(bytes, sha.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
