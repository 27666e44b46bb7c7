package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** A connection is kept while the account of its session has not arrived on this host yet. */
class AccountOnItsWayTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process = new Process(host.url(), Clock.systemUTC(), School.USUAL);

  @AfterAll
  static void stop() {
    process.close();
  }

  @Test
  void itIsKeptUntilTheAccountSaysOtherwise() throws SQLException {
    var who = unknown(Instant.now());
    var teacher = School.teacher(process, who);
    awaitsThatItWasChecked();
    assertThat(teacher.wire().closed()).isNull();

    host.execute(
        "insert into identity.account (id, email, name, role) values ('%s', '%s', 'T', 'teacher')"
            .formatted(who.accountId(), who.email()));
    awaitsThatItWasChecked();
    assertThat(teacher.wire().closed()).isNull();

    host.execute(
        "insert into identity.decision (id, account_id, about, says, made_at) values (gen_random_uuid(), ?, 'access', 'closed', now())",
        who.accountId());
    awaitsClosed(teacher);
  }

  @Test
  void oneThatNeverCameIsNotWaitedForForEver() {
    awaitsClosed(School.teacher(process, unknown(Instant.now().minus(Duration.ofMinutes(11)))));
  }

  /** Connections are checked in their order, and so are changes. */
  private static void awaitsThatItWasChecked() throws SQLException {
    var witness = School.account(host.service());
    var other = School.teacher(process, witness);
    host.execute(
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
}
