package org.steadyboard.board.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.steadyboard.board.stage.Change;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.host.error.ProblemCode;

/** All that a teacher's browser and a host say to each other in protocol 1. */
public final class TeacherMessages {

  private TeacherMessages() {}

  public sealed interface FromTeacher {}

  public record Hello(UUID clientId) implements FromTeacher {}

  public record Pair(UUID requestId, String code, Optional<String> name) implements FromTeacher {}

  public record Unpair(UUID boardId) implements FromTeacher {}

  public record ChangeStage(UUID commandId, UUID boardId, Change change) implements FromTeacher {}

  /** Where the teacher points, from 0 to 1 of the page's width and height. */
  public record Pointer(UUID boardId, double x, double y, boolean visible) implements FromTeacher {}

  public record Ping() implements FromTeacher {}

  /**
   * A board as its teacher sees it.
   *
   * @param host that sees it now, or null
   * @param lastSeenAt null when no host ever saw it
   * @param shown what the board said that it shows, or null
   */
  public record BoardLine(
      UUID id,
      String name,
      String host,
      String stageJson,
      Revision revision,
      Instant lastSeenAt,
      Revision shown) {

    String json() {
      return JsonText.object()
          .id("id", id)
          .text("name", name)
          .flag("connected", host != null)
          .raw("stage", stageJson)
          .text("revision", revision.toString())
          .time("lastSeenAt", lastSeenAt)
          .optionalText("host", host)
          .optionalText("shown", shown == null ? null : shown.toString())
          .end();
    }
  }

  public static String boards(List<BoardLine> boards) {
    return JsonText.message("boards")
        .raw(
            "boards",
            boards.stream().map(BoardLine::json).collect(Collectors.joining(",", "[", "]")))
        .end();
  }

  public static String paired(UUID requestId, UUID boardId) {
    return JsonText.message("paired").id("requestId", requestId).id("boardId", boardId).end();
  }

  public static String requestRefused(UUID requestId, ProblemCode refusal) {
    return refused("requestId", requestId, refusal, refusal.title());
  }

  /**
   * This host does not know the code, and could not: another one gave it.
   *
   * @param slot of that host
   */
  public static String refusedForOtherHost(UUID requestId, int slot) {
    return refused(
        "requestId",
        requestId,
        ProblemCode.UNKNOWN_CODE,
        "The host with slot " + slot + " gives the codes that begin with " + slot + ": ask it");
  }

  public static String commandRefused(UUID commandId, ProblemCode refusal) {
    return refused("commandId", commandId, refusal, refusal.title());
  }

  static String refused(String field, UUID id, ProblemCode code, String detail) {
    return JsonText.message("refused")
        .id(field, id)
        .text("code", code.code())
        .text("detail", detail)
        .end();
  }

  public static String done(UUID commandId, Revision revision) {
    return JsonText.message("done")
        .id("commandId", commandId)
        .text("revision", revision.toString())
        .end();
  }

  public static String stage(UUID boardId, Revision revision, String stageJson) {
    return JsonText.message("stage")
        .id("boardId", boardId)
        .text("revision", revision.toString())
        .raw("stage", stageJson)
        .end();
  }

  /**
   * @param host that sees the board now, or null
   */
  public static String boardStatus(UUID boardId, String host, Instant lastSeenAt) {
    return JsonText.message("boardStatus")
        .id("boardId", boardId)
        .flag("connected", host != null)
        .time("lastSeenAt", lastSeenAt)
        .optionalText("host", host)
        .end();
  }

  /** The board said that it shows this. */
  public static String shown(UUID boardId, Revision revision) {
    return JsonText.message("shown")
        .id("boardId", boardId)
        .text("revision", revision.toString())
        .end();
  }
}
