package org.steadyboard.bench.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A file of bytes that nothing can compress, under its name as a host keeps it. Its head is that of
 * a PNG, so that a host takes it.
 *
 * @param sha256 in hexadecimal digits
 * @param size in bytes
 */
record MadeFile(String sha256, long size) {

  private static final int CHUNK_BYTES = 1 << 20;

  /** The signature, and the head of a picture of 16 by 16 pixels. */
  private static final byte[] HEAD =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000001000000010");

  /** Makes one and writes it where a host would in its folder. */
  static MadeFile write(Path folder, long size, RandomGenerator random) throws IOException {
    var unnamed = Files.createTempFile(Files.createDirectories(folder), "made", "");
    var digest = digest();
    try (var out = new DigestOutputStream(Files.newOutputStream(unnamed), digest)) {
      fill(out, size, random);
    }
    var made = new MadeFile(HexFormat.of().formatHex(digest.digest()), size);
    Files.createDirectories(made.in(folder).getParent());
    Files.move(unnamed, made.in(folder));
    return made;
  }

  private static void fill(OutputStream out, long size, RandomGenerator random) throws IOException {
    for (var at = 0L; at < size; at += CHUNK_BYTES) {
      var bytes = bytes((int) Math.min(CHUNK_BYTES, size - at), random);
      out.write(bytes);
    }
  }

  /** A whole file of that many bytes, not written anywhere. */
  static byte[] bytes(int size, RandomGenerator random) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    System.arraycopy(HEAD, 0, bytes, 0, Math.min(HEAD.length, size));
    return bytes;
  }

  static MadeFile of(byte[] bytes) {
    return new MadeFile(HexFormat.of().formatHex(digest().digest(bytes)), bytes.length);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it lies in a host's folder of files. */
  Path in(Path folder) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** Whether it is there, whole by its size. */
  boolean isIn(Path folder) throws IOException {
    var place = in(folder);
    return Files.isRegularFile(place) && Files.size(place) == size;
  }

  byte[] name() {
    return HexFormat.of().parseHex(sha256);
  }
}
