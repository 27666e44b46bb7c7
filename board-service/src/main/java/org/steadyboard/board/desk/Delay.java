package org.steadyboard.board.desk;

import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.Refusal;

/** Why an answer takes longer. */
final class Delay {

  static final String DATABASE_AWAY =
      BothMessages.problem(
          Refusal.DATABASE_AWAY.code(),
          "This host's database is away: this is answered when it is back");

  private Delay() {}
}
