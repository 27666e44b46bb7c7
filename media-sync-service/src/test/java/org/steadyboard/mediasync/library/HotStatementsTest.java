package org.steadyboard.mediasync.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyboard.database.ManyRows;
import org.steadyboard.database.Start;
import org.steadyboard.host.plans.KeptPlans;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.Sha256;
import org.steadyboard.testkit.TestPostgres;

/**
 * What the library asks for a teacher, by plans that were made when it was empty or nearly so. An
 * admin's list of all is rare and may read more.
 */
class HotStatementsTest {

  /** A page of 51 files, of two parts, with the copies of each; a table has 5,000. */
  private static final long FEW_ROWS = 600;

  private static final int PAGE = 51;

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @ParameterizedTest
  @EnumSource(names = {"NOTHING", "ONE_ANALYSED"})
  void touchesFewRowsHoweverManyThereAre(Start start) throws Exception {
    var touched =
        KeptPlans.rowsTouched(
            postgres, start, HotStatementsTest::work, "identity", "lesson", "media");
    assertThat(touched)
        .hasSize(5)
        .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
  }

  private static Map<String, Callable<?>> work(DataSource database) {
    var shelf = new Shelf(database);
    var uses = new Uses(database);
    var id = ManyRows.id("account", 1);
    var teacher = new SignedIn(id, "", "", SignedIn.TEACHER, id, Instant.now(), Instant.MAX);
    var top = Shelf.Place.TOP;
    return Map.of(
        "own files", () -> shelf.list(teacher, Shelf.Whose.MINE, "", top, PAGE),
        "own files by name", () -> shelf.list(teacher, Shelf.Whose.MINE, "zebra", top, PAGE),
        "shared files", () -> shelf.list(teacher, Shelf.Whose.SHARED, "", top, PAGE),
        "what a teacher sees", () -> shelf.list(teacher, Shelf.Whose.ALL, "", top, PAGE),
        "uses", () -> uses.list(Sha256.of(new byte[32]), teacher, new UUID(0, 0), PAGE));
  }
}
