package org.steadyboard.lesson.lesson;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a digiboard shows who it is: {@code Authorization: Board <boardId>.<secret>}. The secret is
 * base64url text; what is stored of it is the SHA-256 of that text.
 */
record BoardKey(UUID boardId, String secret) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "Board ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{16,256}={0,2})",
          Pattern.CASE_INSENSITIVE);

  static Optional<BoardKey> parse(String authorization) {
    var written = WRITTEN.matcher(authorization == null ? "" : authorization.strip());
    return written.matches()
        ? Optional.of(new BoardKey(UUID.fromString(written.group(1)), written.group(2)))
        : Optional.empty();
  }

  /** Compared in fixed time. */
  boolean hasSecret(byte[] hash) {
    try {
      var own =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return MessageDigest.isEqual(own, hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Board " + boardId;
  }
}
