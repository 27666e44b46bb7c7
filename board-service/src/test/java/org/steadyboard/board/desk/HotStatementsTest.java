package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyboard.board.listing.ListingStatements;
import org.steadyboard.board.pairing.PairingStatements;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.board.plans.ServicePool;
import org.steadyboard.board.pointing.PointerStatements;
import org.steadyboard.board.presence.PresenceStatements;
import org.steadyboard.board.session.SessionStatements;
import org.steadyboard.board.steering.StageRows;
import org.steadyboard.board.steering.StageStatements;
import org.steadyboard.board.steering.StageStore;
import org.steadyboard.database.ManyRows;
import org.steadyboard.database.RowsTouched;
import org.steadyboard.database.Schema;
import org.steadyboard.database.Start;
import org.steadyboard.testkit.TestPostgres;

/**
 * A connection keeps the plans that it made when it was new, and the planner knows nothing of
 * tables that nobody analysed: whatever it came to believe, the work of a statement grows with its
 * keys and nothing else.
 */
class HotStatementsTest {

  /** More often than Postgres waits before it keeps a plan (5 times). */
  private static final int UNTIL_PLANS_ARE_KEPT = 12;

  /** With the triggers of those that write; a reading of any table whole is 5,000 rows or more. */
  private static final int ROWS_PER_KEY = 25;

  private static final String[] SCHEMAS = {"identity", "board"};
  private static final String READ_WHOLE = "select count(tools) from board.stage";

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @ParameterizedTest
  @EnumSource
  void touchesTheRowsOfItsKeysOnly(Start start) throws Exception {
    var url = postgres.newDatabase();
    var database = TestPostgres.service(url);
    var superuser = postgres.superuser(url);
    Schema.prepare(database, "a");
    start.prepare(database, superuser, SCHEMAS);
    try (var service = new ServicePool(url)) {
      var statements = statements(service.pool());
      for (var statement : statements) {
        for (var i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
          ServicePool.await(statement.run().get());
        }
      }
      Start.grow(database, SCHEMAS);

      var rows =
          new RowsTouched(
              superuser, () -> ServicePool.await(service.pool().query(RowsTouched.SHOW).execute()));
      assertThat(rows.by(() -> ServicePool.await(service.pool().query(READ_WHOLE).execute())))
          .as("a table that is read whole is noticed")
          .isGreaterThanOrEqualTo(Start.MANY);
      var tooMany = new TreeMap<String, Long>();
      for (var statement : statements) {
        var touched = rows.by(() -> ServicePool.await(statement.run().get()));
        if (touched > statement.keys() * ROWS_PER_KEY) {
          tooMany.put(statement.name(), touched);
        }
      }
      assertThat(tooMany).isEmpty();
    }
  }

  private static List<HotStatement> statements(Pool pool) {
    return Stream.of(
            StageStatements.of(pool),
            greetings(pool),
            ListingStatements.of(pool),
            PresenceStatements.of(pool),
            PointerStatements.of(pool),
            SessionStatements.of(pool),
            PairingStatements.of(pool))
        .flatMap(List::stream)
        .toList();
  }

  private static List<HotStatement> greetings(Pool pool) {
    var store =
        new BoardStore(pool, new PairingStore(pool, 1, 1), new StageStore(pool, new StageRows()));
    var boards = ManyRows.ids("board", KEYS);
    return List.of(HotStatement.ofMany("boards greeted", () -> store.read(boards)));
  }
}
