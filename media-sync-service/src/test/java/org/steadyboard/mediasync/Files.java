package org.steadyboard.mediasync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.steadyboard.media.MediaReader;
import org.steadyboard.media.Sha256;

/** Files to test with, and what is left of them. */
public final class Files {

  private Files() {}

  /** A picture of 300 × 7 by its head, and whatever behind it; each seed gives another. */
  public static byte[] png(int size, long seed) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.wrap(bytes)
        .putLong(0x8950_4E47_0D0A_1A0AL)
        .putInt(13)
        .putInt(0x4948_4452)
        .putInt(300)
        .putInt(7)
        .array();
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  public static String base64(String algorithm, byte[] bytes) {
    return Base64.getEncoder().encodeToString(digest(algorithm, bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What has come of unfinished files. */
  public static List<String> unfinished(Path mediaDir) {
    try (var files = java.nio.file.Files.list(mediaDir.resolve("incoming"))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("locks")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static boolean isHeld(MediaReader store, String sha256) {
    try {
      return store.holds(Sha256.parse(sha256).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
