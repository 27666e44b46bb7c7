package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Eventually;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.database.Schema;
import org.steadyboard.database.TestPostgres;
import org.steadyboard.host.session.SignedIn;

/** A connection is kept while the account of its session has not arrived on this host yet. */
class AccountOnItsWayTest {

  private static TestPostgres postgres;
  private static DataSource database;
  private static Process process;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    var url = postgres.newDatabase();
    database = TestPostgres.service(url);
    Schema.prepare(database, "a");
    process = new Process(url, Clock.systemUTC(), School.USUAL);
  }

  @AfterAll
  static void stop() throws IOException {
    process.close();
    postgres.close();
  }

  @Test
  void itIsKeptUntilTheAccountSaysOtherwise() throws SQLException {
    var who = unknown(Instant.now());
    var teacher = School.teacher(process, who);
    awaitsThatItWasChecked();
    assertThat(teacher.wire().closed()).isNull();

    execute(
        "insert into identity.account (id, email, name, role) values ('%s', '%s', 'T', 'teacher')"
            .formatted(who.accountId(), who.email()));
    awaitsThatItWasChecked();
    assertThat(teacher.wire().closed()).isNull();

    execute(
        "update identity.account set disabled_at = now() where id = '%s'"
            .formatted(who.accountId()));
    awaitsClosed(teacher);
  }

  @Test
  void oneThatNeverCameIsNotWaitedForForEver() {
    awaitsClosed(School.teacher(process, unknown(Instant.now().minus(Duration.ofMinutes(11)))));
  }

  /** Connections are checked in their order, and so are changes. */
  private static void awaitsThatItWasChecked() throws SQLException {
    var witness = School.account(database);
    var other = School.teacher(process, witness);
    execute(
        "insert into identity.session_end (id, ended_at) values ('%s', now())"
            .formatted(witness.sessionId()));
    awaitsClosed(other);
  }

  private static void awaitsClosed(School.Seat<TeacherLink> teacher) {
    Eventually.holds("closed", () -> "1008 signed-out".equals(teacher.wire().closed()));
  }

  private static SignedIn unknown(Instant issuedAt) {
    var id = UUID.randomUUID();
    return new SignedIn(
        id,
        id + "@example.org",
        "T",
        SignedIn.TEACHER,
        UUID.randomUUID(),
        issuedAt,
        issuedAt.plus(Duration.ofHours(12)));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
