package org.steadyboard.board.listing;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import java.util.List;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.board.steering.StageRows;
import org.steadyboard.database.ManyRows;

/** The boards of teachers. */
public final class ListingStatements {

  private ListingStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var lines = new BoardLines(pool, new StageRows());
    var accounts = ManyRows.ids("account", KEYS);
    return List.of(
        HotStatement.ofMany("boards of teachers", () -> lines.of(accounts)),
        HotStatement.ofOne("a page of boards", () -> lines.page(accounts.get(1), null, KEYS)));
  }
}
