package org.steadyboard.lesson.board;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.steadyboard.host.board.BoardSecret;

/** How a digiboard shows who it is: {@code Authorization: Board <boardId>.<secret>}. */
record BoardKey(UUID boardId, String secret) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "Board ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([^\\s.]{1,128})",
          Pattern.CASE_INSENSITIVE);

  static Optional<BoardKey> parse(String authorization) {
    var written = WRITTEN.matcher(authorization == null ? "" : authorization.strip());
    return written.matches() && BoardSecret.isWellFormed(written.group(2))
        ? Optional.of(new BoardKey(UUID.fromString(written.group(1)), written.group(2)))
        : Optional.empty();
  }

  /** Compared in fixed time. */
  boolean hasSecret(byte[] hash) {
    return BoardSecret.isSame(BoardSecret.hash(secret), hash);
  }

  @Override
  public String toString() {
    return "Board " + boardId;
  }
}
