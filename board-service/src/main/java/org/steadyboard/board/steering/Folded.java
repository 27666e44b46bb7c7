package org.steadyboard.board.steering;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;

/**
 * What one row becomes by the commands that came for it, in their order. Commands that were applied
 * before, or that newer ones of their client overtook, are harmless ({@link CommandIds}); one that
 * would break a limit is left out.
 *
 * @param row as it stood
 * @param recent of the commands applied, newest first, at most {@link #REMEMBERED}; only the newest
 *     of each client whose ids tell their order
 * @param done those that hold once the row is written, the repeated ones too
 * @param changed whether there is anything to write
 */
record Folded(
    StageRow row,
    Stage stage,
    List<UUID> recent,
    List<Command> done,
    List<Command> tooLarge,
    boolean changed) {

  /** How many commands a row remembers. */
  static final int REMEMBERED = 16;

  static Folded of(StageRow row, List<Command> commands) {
    var stage = row.stage();
    var recent = new ArrayList<UUID>(REMEMBERED + commands.size());
    var done = new ArrayList<Command>(commands.size());
    var tooLarge = new ArrayList<Command>(0);
    for (var command : commands) {
      if (CommandIds.isOld(command.id(), row.recent()) || CommandIds.isOld(command.id(), recent)) {
        done.add(command);
        continue;
      }
      var next = stage.apply(command.change());
      if (stage.mayBecome(next)) {
        stage = next;
        recent.removeIf(older -> CommandIds.isOvertaken(older, command.id()));
        recent.addFirst(command.id());
        done.add(command);
      } else {
        tooLarge.add(command);
      }
    }
    var changed = !recent.isEmpty();
    for (var i = 0; i < row.recent().size() && recent.size() < REMEMBERED; i++) {
      var before = row.recent().get(i);
      if (recent.stream().noneMatch(newer -> CommandIds.isOvertaken(before, newer))) {
        recent.add(before);
      }
    }
    var remembered = recent.size() <= REMEMBERED ? recent : recent.subList(0, REMEMBERED);
    return new Folded(row, stage, List.copyOf(remembered), done, tooLarge, changed);
  }
}
