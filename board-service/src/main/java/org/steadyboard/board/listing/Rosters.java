package org.steadyboard.board.listing;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.TeacherHere;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.listing.BoardLines.Line;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.BoardLine;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.steering.Stages;

/**
 * Who may steer what, for the teachers connected here. Always read whole from the database, so that
 * it does not matter who changed it, or how often we were told.
 */
public final class Rosters {

  private final Map<UUID, TeacherHere> teachers;
  private final BoardsHere boards;
  private final Stages stages;
  private final Presences presences;
  private final BoardLines lines;
  private final Gathering<TeacherHere> reads;

  public Rosters(
      Loop loop,
      Map<UUID, TeacherHere> teachers,
      BoardsHere boards,
      Stages stages,
      Presences presences,
      BoardLines lines) {
    this.teachers = teachers;
    this.boards = boards;
    this.stages = stages;
    this.presences = presences;
    this.lines = lines;
    this.reads =
        new Gathering<>(
            "reading teachers' boards",
            loop,
            this::read,
            teacher -> !teacher.links().isEmpty(),
            (some, failure) -> some.forEach(Rosters::giveUp),
            Rosters::away);
  }

  /** Greets the new windows of this teacher when the boards were read. */
  public void read(TeacherHere teacher) {
    teacher.listAsked();
    reads.add(teacher);
  }

  /** The same, and tells all other windows too. */
  public void changed(UUID accountId) {
    var teacher = teachers.get(accountId);
    if (teacher != null) {
      teacher.listChanged();
      read(teacher);
    }
  }

  public void readAll() {
    teachers.keySet().forEach(this::changed);
  }

  /** Ends all rights of a teacher who is not here any more. */
  public void leave(TeacherHere teacher) {
    teacher.boards().values().forEach(board -> board.teachers().remove(teacher));
    teacher.boards().clear();
  }

  private Future<Runnable> read(List<TeacherHere> some) {
    var asked = some.stream().map(TeacherHere::asked).toList();
    return lines
        .of(some.stream().map(TeacherHere::accountId).toList())
        .map(
            found ->
                () -> {
                  for (var i = 0; i < some.size(); i++) {
                    var teacher = some.get(i);
                    learn(teacher, found.getOrDefault(teacher.accountId(), List.of()));
                    teacher.listAnswered(asked.get(i));
                  }
                });
  }

  private void learn(TeacherHere teacher, List<Line> found) {
    if (teacher.links().isEmpty()) {
      return;
    }
    var present = new HashSet<UUID>();
    var isNews = false;
    for (var line : found) {
      present.add(line.boardId());
      isNews |= boards.find(line.boardId()) == null;
      var board = boards.at(line.boardId());
      board.wasPaired(true);
      if (teacher.boards().put(line.boardId(), board) == null) {
        board.teachers().add(teacher);
      }
      if (line.row() != null) {
        stages.learn(line.row());
      }
      presences.learn(board, line.seen());
    }
    teacher
        .boards()
        .values()
        .removeIf(
            board -> {
              var gone = !present.contains(board.id());
              if (gone) {
                board.teachers().remove(teacher);
              }
              return gone;
            });
    tell(teacher, TeacherMessages.boards(found.stream().map(this::line).toList()));
    if (isNews) {
      // What changed of a board after it was read, and before it was of interest here, passed by.
      read(teacher);
    }
  }

  private static void tell(TeacherHere teacher, String boards) {
    var all = teacher.takeListChanged();
    for (var link : List.copyOf(teacher.links())) {
      if (!link.isGreeted()) {
        link.send(boards);
        link.greeted();
      } else if (all) {
        link.send(boards);
      }
    }
  }

  private BoardLine line(Line line) {
    var board = boards.find(line.boardId());
    var row = board.row();
    var isNewer = row != null && row.revision().isNewerThan(line.revision());
    return new BoardLine(
        line.boardId(),
        line.name(),
        presences.seenBy(board),
        StageJson.of(isNewer ? row.stage() : line.stage()),
        isNewer ? row.revision() : line.revision(),
        board.lastSeenAt(),
        board.shown());
  }

  private static void away(Collection<TeacherHere> waiting) {
    for (var teacher : waiting) {
      newOf(teacher).forEach(link -> link.tellDelay(BothMessages.DATABASE_AWAY));
    }
  }

  private static void giveUp(TeacherHere teacher) {
    newOf(teacher).forEach(TeacherLink::fail);
  }

  private static List<TeacherLink> newOf(TeacherHere teacher) {
    return teacher.links().stream().filter(link -> !link.isGreeted()).toList();
  }
}
