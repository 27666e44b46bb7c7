package org.steadyboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPostgresTest {

  /** How long nothing must be answered before we believe that nobody answers. */
  private static final Duration SILENCE = Duration.ofMillis(300);

  @Test
  void oneThatWasKilledOrStoppedComesBackAtItsPlaceWithItsDataAndSettings(@TempDir Path folder)
      throws SQLException {
    try (var postgres =
        TestPostgres.startIn(folder.resolve("data"), Map.of("fsync", "on", "work_mem", "7MB"))) {
      var url = postgres.newDatabase("board");
      var service = TestPostgres.service(url);
      Sql.execute(service, "create table kept (n int)");
      Sql.execute(service, "insert into kept values (?)", 7);

      postgres.kill();
      assertThatThrownBy(service::getConnection).isInstanceOf(SQLException.class);
      postgres.startAgain();
      assertThat(Sql.query(service, "select n from kept")).containsExactly("7");

      postgres.stop();
      assertThatThrownBy(service::getConnection).isInstanceOf(SQLException.class);
      postgres.startAgain();
      assertThat(Sql.query(service, "select n from kept")).containsExactly("7");
      assertThat(Sql.query(service, "show work_mem")).containsExactly("7MB");
      assertThat(Sql.query(service, "show synchronous_commit")).containsExactly("on");
    }
  }

  @Test
  void aFrozenOneAnswersNobodyUntilItIsThawed() throws Exception {
    try (var postgres = TestPostgres.start()) {
      var service = TestPostgres.service(postgres.newDatabase());
      try (var open = service.getConnection()) {
        postgres.freeze();
        var old = CompletableFuture.supplyAsync(() -> asks(open));
        var young = CompletableFuture.supplyAsync(() -> query(service));
        for (var waiting : List.of(old, young)) {
          assertThatThrownBy(() -> waiting.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
        }

        postgres.thaw();
        assertThat(old.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(young.get(10, TimeUnit.SECONDS)).containsExactly("1");
      }
      postgres.freeze();
    }
  }

  @Test
  void aProcessThatEndedMeanwhileNeedsNoSignalAndTheOthersGetTheirs() throws Exception {
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    var there = new ProcessBuilder("cat").start();

    TestPostgres.signal("TERM", List.of(gone.toHandle(), there.toHandle()));

    assertThat(there.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void itsRoleMayOwnADatabaseAndNothingElse() throws SQLException {
    try (var postgres = TestPostgres.start()) {
      var url = postgres.newDatabase();
      assertThat(
              Sql.query(
                  postgres.superuser(url),
                  "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
          .containsExactly(TestPostgres.USER);
      assertThatThrownBy(() -> Sql.execute(TestPostgres.service(url), "create role other"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(postgres::startAgain).isInstanceOf(IllegalStateException.class);
    }
  }

  private static boolean asks(Connection connection) {
    try {
      return connection.createStatement().execute("select 1");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> query(DataSource database) {
    try {
      return Sql.query(database, "select 1");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
