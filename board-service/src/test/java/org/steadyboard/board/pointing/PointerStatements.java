package org.steadyboard.board.pointing;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import java.util.List;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.board.pointing.PointerStore.Position;
import org.steadyboard.database.ManyRows;

/** Fifteen times a second while a teacher points. */
public final class PointerStatements {

  private PointerStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var store = new PointerStore(pool);
    var boards = ManyRows.ids("board", KEYS);
    var positions = boards.stream().map(id -> new Position(id, 0.5, 0.5, true)).toList();
    return List.of(
        HotStatement.ofMany("pointers read", () -> store.read(boards)),
        HotStatement.ofMany("pointers written", () -> store.write(positions)));
  }
}
