package org.steadyboard.board.session;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.database.ManyRows;

/** Whoever is signed out is shown out. */
public final class SessionStatements {

  private SessionStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var asked =
        Tuple.tuple()
            .addArrayOfUUID(ManyRows.ids("session", KEYS).toArray(UUID[]::new))
            .addArrayOfUUID(ManyRows.ids("account", KEYS).toArray(UUID[]::new));
    return List.of(
        HotStatement.ofMany(
            "sessions checked", () -> pool.preparedQuery(SessionWatch.FIND).execute(asked)));
  }
}
