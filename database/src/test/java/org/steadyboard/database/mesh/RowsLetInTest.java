package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.testkit.Eventually;

/** A peer, b, writes rows that no service writes; a does not let them in, and goes on. */
@TestInstance(Lifecycle.PER_CLASS)
class RowsLetInTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;

  private TestHost a;
  private TestHost b;
  private UUID id;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    try (var superuser = b.superuser("board");
        var statement = superuser.createStatement()) {
      statement.execute("alter table board.stage drop constraint stage_step_check");
      statement.execute("alter table board.stage alter tools drop not null");
    }
    Mesh.join(a.mesh, b.mesh);
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
  }

  @BeforeEach
  void aStageOnBoth() throws Exception {
    id = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    Eventually.holds("a's row is on b", SOON, () -> step(b).equals(List.of("1")));
  }

  /** As a host that was taken over, which holds itself to nothing; or as it was. */
  private void holdsItselfTo(boolean rules) throws Exception {
    b.execute("alter table board.stage disable trigger user");
    if (rules) {
      b.execute(
          """
          alter table board.stage enable trigger t10_stamp;
          alter table board.stage enable trigger t15_whole_row;
          alter table board.stage enable replica trigger t18_let_in;
          alter table board.stage enable replica trigger t20_newest_wins;
          alter table board.stage enable always trigger t90_push;
          """);
    }
  }

  private static String insert(UUID id, int step) {
    return "insert into board.stage (id, step, row_stamp, row_host) values ('%s', %d, replication.now_micros(), 'b')"
        .formatted(id, step);
  }

  @Test
  void noBadRowGetsInAndTheStreamGoesOnWithTheNextOne() throws Exception {
    var bad = new LinkedHashMap<UUID, String>();
    for (var change :
        List.of(
            "row_stamp = 9223372036854775807",
            "row_stamp = row_stamp + " + (DAY_MICROS + 60_000_000),
            "row_stamp = -5",
            "row_host = 'Not a host', row_stamp = row_stamp + 1",
            "row_host = repeat('z', 9000), row_stamp = row_stamp + 1",
            "recent_commands = array[null]::uuid[], row_stamp = row_stamp + 1",
            "recent_commands = array[array[id]], row_stamp = row_stamp + 1",
            "recent_commands = array_fill(id, array[1001]), row_stamp = row_stamp + 1",
            "deleted_at = 'infinity', row_stamp = row_stamp + 1",
            "step = -1, row_stamp = row_stamp + 1",
            "tools = null, row_stamp = row_stamp + 1")) {
      bad.put(UUID.randomUUID(), change);
    }
    holdsItselfTo(false);
    for (var row : bad.entrySet()) {
      b.executeWithStamp(insert(row.getKey(), 7));
      b.executeWithStamp(
          "update board.stage set %s where id = '%s'".formatted(row.getValue(), row.getKey()));
    }
    var next = UUID.randomUUID();
    b.executeWithStamp(insert(next, 9));

    Eventually.holds("the stream goes on", SOON, () -> step(a, next).equals(List.of("9")));
    for (var row : bad.entrySet()) {
      assertThat(
              a.query(
                  "select concat(step, row_host, cardinality(recent_commands), deleted_at) from board.stage where id = '%s'"
                      .formatted(row.getKey())))
          .as(row.getValue())
          .containsExactly("7b0");
    }
    assertThat(applyErrors()).isEqualTo("0");
    var outcome = Repair.pull(a.mesh, b.mesh);
    assertThat(outcome.fetched()).isZero();
    assertThat(outcome.refused())
        .extracting(Repair.Refused::id)
        .containsExactlyInAnyOrderElementsOf(bad.keySet());
    assertThat(outcome.refused()).extracting(Repair.Refused::reason).allMatch(r -> r.length() > 10);
    b.executeAsReplica("delete from board.stage where step < 0 or id <> '" + next + "'");
    holdsItselfTo(true);
  }

  @Test
  void aRowThatNobodyCanOutdoIsLeftBehindByTheNextWriteAndByRepair() throws Exception {
    a.executeAsReplica("alter table board.stage disable trigger t18_let_in");
    holdsItselfTo(false);
    b.executeWithStamp(
        "update board.stage set row_stamp = 9223372036854775807, row_host = 'b', step = 5 where id = '%s'"
            .formatted(id));
    Eventually.holds("it is on both", SOON, () -> step(a).equals(List.of("5")));
    a.executeAsReplica("alter table board.stage enable replica trigger t18_let_in");
    holdsItselfTo(true);

    a.execute("update board.stage set step = 6 where id = '" + id + "'");

    assertThat(
            a.query(
                "select row_stamp <= replication.now_micros() from board.stage where id = '"
                    + id
                    + "'"))
        .containsExactly("t");
    Eventually.holds("and on b, by the stream", SOON, () -> step(b).equals(List.of("6")));

    holdsItselfTo(false);
    b.executeAsReplica(
        "update board.stage set row_stamp = 9223372036854775807, step = 8 where id = '" + id + "'");
    holdsItselfTo(true);
    Repair.pull(a.mesh, b.mesh);
    assertThat(step(a)).as("it is not spread").containsExactly("6");
    Repair.pull(b.mesh, a.mesh);
    assertThat(step(b)).as("and goes where it is").containsExactly("6");
  }

  /** Else every row here would be taken for one of the future, and each write for older than it. */
  @Test
  void aHostWhoseOwnClockWasPutBackBelievesItsPeersAndItself() throws Exception {
    b.execute(
        "insert into host.pulse (id, host, service, beat_at) values (gen_random_uuid(), 'b', 'board', now())");
    Eventually.holds(
        "b's pulse is on a",
        SOON,
        () -> a.query("select id from host.pulse where row_host = 'b'").size() == 1);
    clockIs(a, -3 * DAY_MICROS);
    try {
      a.execute("update board.stage set step = 2 where id = '" + id + "'");
      Eventually.holds("a's write wins on b", SOON, () -> step(b).equals(List.of("2")));
      b.execute("update board.stage set step = 3 where id = '" + id + "'");
      Eventually.holds("and b's on a", SOON, () -> step(a).equals(List.of("3")));
      assertThat(Repair.pull(a.mesh, b.mesh).refused()).isEmpty();
    } finally {
      clockIs(a, 0);
    }
  }

  @Test
  void aHostWhoseClockIsDaysAheadKeepsThatToItself() throws Exception {
    clockIs(b, 3 * DAY_MICROS);
    try {
      b.execute("update board.stage set step = 4 where id = '" + id + "'");
      assertThat(Repair.pull(a.mesh, b.mesh).refused())
          .extracting(Repair.Refused::id)
          .containsExactly(id);
      assertThat(step(a)).containsExactly("1");
    } finally {
      clockIs(b, 0);
    }
    // Put right, it leaves the stamp behind that it gave.
    b.execute("update board.stage set step = 5 where id = '" + id + "'");
    Eventually.holds("b's next write is on a", SOON, () -> step(a).equals(List.of("5")));
  }

  private static void clockIs(TestHost host, long aheadMicros) throws SQLException {
    host.execute(
        "create or replace function replication.now_micros() returns bigint language sql volatile as 'select (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint + (%d)'"
            .formatted(aheadMicros));
  }

  private List<String> step(TestHost host) throws SQLException {
    return step(host, id);
  }

  private static List<String> step(TestHost host, UUID id) throws SQLException {
    return host.query("select step from board.stage where id = '" + id + "'");
  }

  private String applyErrors() throws SQLException {
    return a.query("select sum(apply_error_count) from pg_stat_subscription_stats").getFirst();
  }
}
