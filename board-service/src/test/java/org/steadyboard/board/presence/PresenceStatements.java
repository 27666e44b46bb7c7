package org.steadyboard.board.presence;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.database.ManyRows;

/** Boards come and go. */
public final class PresenceStatements {

  private PresenceStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var store = new PresenceStore(pool, "a");
    var presences = ManyRows.ids("presence a", KEYS);
    var boards = ManyRows.ids("board", KEYS);
    return List.of(
        HotStatement.ofMany("presences read", () -> store.read(presences)),
        HotStatement.ofMany(
            "presences written",
            () -> store.write(boards, Collections.nCopies(KEYS, true), Instant.now())));
  }
}
