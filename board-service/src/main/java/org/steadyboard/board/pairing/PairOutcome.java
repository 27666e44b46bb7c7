package org.steadyboard.board.pairing;

import java.util.UUID;

/** What became of a teacher's wish to pair a board. */
public sealed interface PairOutcome {

  record Paired(UUID boardId) implements PairOutcome {}

  /** It was not paired, and its code is not spent. */
  enum Denied implements PairOutcome {
    UNKNOWN_CODE,
    EXPIRED_CODE,
    TOO_MANY_BOARDS,
    TOO_MANY_TEACHERS
  }
}
