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

/** What the library asks, by plans that were made when it was empty. */
class HotStatementsTest {

  /** A page of 51 files, of two parts, with the copies of each; a table has 5,000. */
  private static final long FEW_ROWS = 600;

  private static final int PAGE = 51;

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @ParameterizedTest
  @EnumSource
  void touchesFewRowsHoweverManyThereAre(Start start) throws Exception {
    var touched =
        KeptPlans.rowsTouched(
            postgres, start, HotStatementsTest::work, "identity", "lesson", "media");
    assertThat(touched)
        .hasSize(6)
        .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
  }

  private static Map<String, Callable<?>> work(DataSource database) {
    var shelf = new Shelf(database);
    var uses = new Uses(database);
    var teacher = who(SignedIn.TEACHER);
    var admin = who(SignedIn.ADMIN);
    var top = Shelf.Place.TOP;
    return Map.of(
        "own files", () -> shelf.list(teacher, Shelf.Whose.MINE, "", top, PAGE),
        "own files by name", () -> shelf.list(teacher, Shelf.Whose.MINE, "zebra", top, PAGE),
        "shared files", () -> shelf.list(teacher, Shelf.Whose.SHARED, "", top, PAGE),
        "what a teacher sees", () -> shelf.list(teacher, Shelf.Whose.ALL, "", top, PAGE),
        "what an admin sees", () -> shelf.list(admin, Shelf.Whose.ALL, "", top, PAGE),
        "uses", () -> uses.list(Sha256.of(new byte[32]), teacher, new UUID(0, 0), PAGE));
  }

  private static SignedIn who(String role) {
    var id = ManyRows.id("account", 1);
    return new SignedIn(id, "", "", role, id, Instant.now(), Instant.MAX);
  }
}
