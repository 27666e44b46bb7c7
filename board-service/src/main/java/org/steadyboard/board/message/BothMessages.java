package org.steadyboard.board.message;

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

  public static String problem(String code, String detail) {
    return JsonText.message("problem").text("code", code).text("detail", detail).end();
  }
}
