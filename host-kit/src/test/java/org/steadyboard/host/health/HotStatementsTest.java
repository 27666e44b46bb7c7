package org.steadyboard.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.steadyboard.host.session.KnownDecisions;
import org.steadyboard.host.session.SessionDirectory;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.testkit.TestPostgres;

/** What every request and every second asks, by plans that were made when nobody was there. */
class HotStatementsTest {

  private static final long FEW_ROWS = 50;
  private static final UUID TEACHER = ManyRows.id("account", 1);

  private static final String ACCOUNT =
      """
      insert into identity.account (id, email, name, role)
      values (md5('account 1')::uuid, '', '', 'teacher') on conflict do nothing
      """;

  /** It ends so soon that its use is written. */
  private static final String SIGN_IN =
      """
      insert into identity.session (id, token_hash, account_id, user_agent, created_at, expires_at)
      values (?, ?, ?, '', now(), now() + interval '1 hour')
      """;

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @ParameterizedTest
  @EnumSource
  void touchesFewRowsHoweverManyThereAre(Start start) throws Exception {
    var touched =
        KeptPlans.rowsTouched(postgres, start, HotStatementsTest::work, "identity", "host");
    assertThat(touched)
        .hasSize(2)
        .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
  }

  private static Map<String, Callable<?>> work(DataSource database) {
    var sessions = new SessionDirectory(database, Clock.systemUTC());
    var health = new HostHealth(System::nanoTime, Duration.ofMinutes(1));
    var probe =
        new DatabaseProbe(
            database::getConnection,
            health,
            new Pulse("a", "board"),
            Duration.ZERO,
            List.of("board.stage"),
            Clock.systemUTC(),
            // Else it would end the one connection, to take a new one, once this takes two seconds.
            () -> 0);
    return Map.of(
        "a session, found and used again", () -> signInAndFind(database, sessions),
        "a beat", () -> look(probe, health));
  }

  private static Void signInAndFind(DataSource database, SessionDirectory sessions)
      throws Exception {
    SessionToken token;
    try (var connection = database.getConnection();
        var session = connection.prepareStatement(SIGN_IN)) {
      connection.createStatement().execute(ACCOUNT);
      token = SessionToken.issue(TEACHER, decisions(connection), Instant.now(), new byte[32]);
      session.setObject(1, token.sessionId());
      session.setBytes(2, token.hash());
      session.setObject(3, TEACHER);
      session.execute();
    }
    assertThat(sessions.find(token)).isPresent();
    return null;
  }

  private static KnownDecisions decisions(Connection connection) throws SQLException {
    try (var ask = connection.prepareStatement("select decided from identity.standing(?)")) {
      ask.setObject(1, TEACHER);
      try (var row = ask.executeQuery()) {
        row.next();
        return KnownDecisions.of(List.of((String[]) row.getArray(1).getArray()));
      }
    }
  }

  private static Void look(DatabaseProbe probe, HostHealth health) {
    probe.look();
    health.judge();
    assertThat(health.troubles()).isEmpty();
    return null;
  }
}
