package org.steadyboard.board.steering;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.database.ManyRows;

/** Every page turn. */
public final class StageStatements {

  private StageStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var store = new StageStore(pool, new StageRows());
    var boards = ManyRows.ids("board", KEYS);
    return List.of(
        HotStatement.ofMany("stages read", () -> store.read(boards)),
        HotStatement.ofMany("stages made", () -> store.readOrCreate(boards, soon())),
        HotStatement.ofMany(
            "stages written",
            () -> store.read(boards).compose(rows -> store.write(folded(rows), soon()))));
  }

  private static List<Folded> folded(List<StageRow> rows) {
    return rows.stream()
        .map(r -> new Folded(r, Stage.EMPTY, List.of(), List.of(), List.of(), true))
        .toList();
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(60);
  }
}
