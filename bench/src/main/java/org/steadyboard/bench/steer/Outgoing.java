package org.steadyboard.bench.steer;

import java.util.UUID;

/** What boards and teachers say in protocol 1. */
public final class Outgoing {

  public static final String PING = "{\"type\":\"ping\"}";

  private Outgoing() {}

  public static String boardHello(UUID boardId, String secret) {
    return "{\"type\":\"hello\",\"protocol\":1,\"boardId\":\"%s\",\"secret\":\"%s\"}"
        .formatted(boardId, secret);
  }

  /** With the revision of the stage that is on screen; {@link Revision#NONE} when none is. */
  public static String boardHello(UUID boardId, String secret, Revision shown) {
    var hello = boardHello(boardId, secret);
    return shown.equals(Revision.NONE)
        ? hello
        : hello.replace("}", ",\"revision\":\"" + shown.text() + "\"}");
  }

  /** The stage of this revision is on screen. */
  public static String shown(Revision revision) {
    return "{\"type\":\"shown\",\"revision\":\"" + revision.text() + "\"}";
  }

  public static String teacherHello(UUID clientId) {
    return "{\"type\":\"hello\",\"protocol\":1,\"clientId\":\"%s\"}".formatted(clientId);
  }

  /** Put together by hand: said thousands of times a second. */
  public static String change(UUID boardId, UUID lessonId, Click click) {
    return "{\"type\":\"change\",\"commandId\":\""
        + click.commandId()
        + "\",\"boardId\":\""
        + boardId
        + "\",\"change\":{\"kind\":\"showPage\",\"lessonId\":\""
        + lessonId
        + "\",\"pageId\":\""
        + click.pageId()
        + "\",\"step\":"
        + click.step()
        + "}}";
  }
}
