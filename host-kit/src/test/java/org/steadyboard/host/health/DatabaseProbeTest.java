package org.steadyboard.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

class DatabaseProbeTest {

  @AutoClose private static final HostDatabase database = new HostDatabase();

  private final HostHealth health = new HostHealth(System::nanoTime, Duration.ofSeconds(30));
  private final AtomicBoolean refusing = new AtomicBoolean();
  private final AtomicLong passed = new AtomicLong();
  private DatabaseProbe probe;

  @BeforeEach
  void prepare() {
    health.heard();
    probe =
        new DatabaseProbe(
            this::connect,
            health,
            new Pulse("a", "board"),
            Duration.ZERO,
            List.of("board.stage", "board.pairing"),
            Clock.systemUTC(),
            () -> System.nanoTime() + passed.get());
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void aDatabaseThatTakesWritesIsWellAndHoldsThePulse() throws Exception {
    look();
    assertThat(health.isServing()).isTrue();
    assertThat(number("select count(*) from host.pulse where host = 'a' and service = 'board'"))
        .isOne();
    assertThat(number("select count(*) from board.pulse where host = 'a'"))
        .as("hosts of the release before hear it too")
        .isOne();
  }

  @Test
  void aTableThatNobodyCanWriteToIsTroubleUntilItIsLetGo() throws Exception {
    look();
    try (var holder = database.superuser().getConnection()) {
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute("lock table board.stage in share row exclusive mode");
      }
      look();
      assertThat(health.troubles()).containsExactly(Trouble.STUCK);
      holder.rollback();
    }
    look();
    look();
    assertThat(health.isServing()).isTrue();
  }

  @Test
  void whatItsOwnEndBreaksIsNoTrouble() {
    var ending = new AtomicReference<DatabaseProbe>();
    ending.set(
        new DatabaseProbe(
            () -> {
              ending.get().close();
              throw new SQLException("the connection was ended");
            },
            health,
            new Pulse("a", "board"),
            Duration.ZERO,
            List.of(),
            Clock.systemUTC(),
            System::nanoTime));
    ending.get().look();
    ending.get().look();
    health.judge();
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void aDatabaseThatTakesNoWritesIsReadOnly() throws Exception {
    execute("alter role " + TestPostgres.USER + " set default_transaction_read_only = on");
    try {
      look();
      look();
      assertThat(health.troubles()).containsExactly(Trouble.READ_ONLY);
    } finally {
      execute("alter role " + TestPostgres.USER + " reset default_transaction_read_only");
    }
    look();
    look();
    assertThat(health.isServing()).isTrue();
  }

  @Test
  void aConnectionThatEndsIsMadeAnewAndOneThatIsRefusedIsTrouble() throws Exception {
    look();
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
            + TestPostgres.USER
            + "'");
    look();
    look();
    assertThat(health.isServing()).as("a blip").isTrue();

    refusing.set(true);
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
            + TestPostgres.USER
            + "'");
    look();
    look();
    assertThat(health.troubles()).containsExactly(Trouble.DATABASE_AWAY);
    refusing.set(false);
    look();
    look();
    assertThat(health.isServing()).isTrue();
  }

  @Test
  void aDatabaseThatTakesNoNewConnectionsIsTroubleThoughOldOnesAnswer() throws Exception {
    look();
    refusing.set(true);
    look();
    assertThat(health.isServing()).isTrue();
    passed.set(Duration.ofSeconds(3).toNanos());
    look();
    look();
    assertThat(health.troubles()).containsExactly(Trouble.DATABASE_AWAY);
    refusing.set(false);
    look();
    look();
    assertThat(health.isServing()).isTrue();
  }

  /** PostgreSQL's documentation, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "53100, FULL",
    "25006, READ_ONLY",
    "55P03, STUCK",
    "57014, STUCK",
    "57P01, DATABASE_AWAY",
    "08006, DATABASE_AWAY",
    "53300, DATABASE_AWAY",
    "XX000, DATABASE_AWAY"
  })
  void tellsWhatARefusalMeans(String state, Trouble trouble) {
    assertThat(DatabaseProbe.troubleOf(new SQLException("refused", state))).isEqualTo(trouble);
  }

  @Test
  void whatIsNoAnswerOfPostgresMeansThatItIsAway() {
    assertThat(DatabaseProbe.troubleOf(new IllegalStateException()))
        .isEqualTo(Trouble.DATABASE_AWAY);
  }

  private void look() {
    probe.look();
    health.judge();
  }

  private Connection connect() throws SQLException {
    if (refusing.get()) {
      // Nothing listens there.
      return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none");
    }
    return database.service().getConnection();
  }

  private static void execute(String sql) throws SQLException {
    Sql.execute(database.superuser(), sql);
  }

  private static long number(String sql) throws SQLException {
    return Long.parseLong(Sql.query(database.superuser(), sql).getFirst());
  }
}
