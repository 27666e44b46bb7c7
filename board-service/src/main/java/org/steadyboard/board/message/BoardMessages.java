package org.steadyboard.board.message;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.board.stage.Revision;

/** All that a digiboard and a host say to each other in protocol 1. */
public final class BoardMessages {

  private BoardMessages() {}

  public sealed interface FromBoard {}

  /**
   * @param revision of the stage that the board shows, when it shows one
   */
  public record Hello(UUID boardId, String secret, Optional<Revision> revision)
      implements FromBoard {}

  /** Wants a code although it is paired: to pair another teacher. */
  public record AskCode() implements FromBoard {}

  /** Ends all pairings of this board. */
  public record Unpair() implements FromBoard {}

  /** This stage stands on the screen. */
  public record Shown(Revision revision) implements FromBoard {}

  public record Ping() implements FromBoard {}

  public static String code(String digits, Instant expiresAt) {
    return JsonText.message("code").text("code", digits).time("expiresAt", expiresAt).end();
  }

  public static String paired(String teacherName) {
    return JsonText.message("paired").text("teacherName", teacherName).end();
  }

  public static String stage(Revision revision, String stageJson) {
    return JsonText.message("stage")
        .text("revision", revision.toString())
        .raw("stage", stageJson)
        .end();
  }

  /** The lesson was changed: the board reads it again, and stays where it is. */
  public static String lesson(UUID lessonId) {
    return JsonText.message("lesson").text("lessonId", lessonId.toString()).end();
  }

  public static String pointer(double x, double y, boolean visible) {
    return JsonText.message("pointer").number("x", x).number("y", y).flag("visible", visible).end();
  }

  public static String unpaired() {
    return JsonText.message("unpaired").end();
  }
}
