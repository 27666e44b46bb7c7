package org.steadyboard.board.message;

import java.util.Locale;

/** Why a request or a command is refused: the one table of codes. A code is never renamed. */
public enum Refusal {
  UNKNOWN_CODE("No board shows this code"),
  EXPIRED_CODE("This code is no longer valid: the board shows a new one"),
  TOO_MANY_ATTEMPTS("Too many wrong codes: wait a minute"),
  TOO_MANY_BOARDS("This account is paired with as many boards as it may have"),
  TOO_MANY_TEACHERS("This board is paired with as many teachers as it may have"),
  NOT_PAIRED("This account is not paired with that board"),
  TOO_LARGE("The tools of a stage may not take more than 4 KiB or be more than 32"),
  BUSY("This host has too much to do: say it again soon"),
  DATABASE_AWAY("This host's database is away: say it again soon"),
  INTERNAL("Something went wrong on this host");

  private final String detail;

  Refusal(String detail) {
    this.detail = detail;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String detail() {
    return detail;
  }
}
