package org.steadyboard.board.message;

import org.steadyboard.host.error.ProblemCode;

/** What boards and teachers hear alike. */
public final class BothMessages {

  public static final String PONG = JsonText.message("pong").end();

  private BothMessages() {}

  /**
   * @param host the id of the host to go to, or null: any other
   */
  public static String moveTo(String host) {
    return JsonText.message("moveTo").text("host", host).end();
  }

  /** Why the answer to a hello takes longer. */
  public static final String DATABASE_AWAY = problem(ProblemCode.DATABASE_AWAY);

  /** It is over: what a problem said of this host is not so any more. */
  public static final String RESTORED = JsonText.message("restored").end();

  public static String problem(ProblemCode code) {
    return problem(code, code.title());
  }

  public static String problem(ProblemCode code, String detail) {
    return JsonText.message("problem").text("code", code.code()).text("detail", detail).end();
  }
}
