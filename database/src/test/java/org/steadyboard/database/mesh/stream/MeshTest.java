package org.steadyboard.database.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.testkit.Eventually;

class MeshTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;

  @BeforeEach
  void twoHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  @Test
  void whatIsWrittenOnOneHostIsSoonOnTheOther() throws Exception {
    Mesh.join(a.mesh, b.mesh);

    var id = insertStage(a, 1);

    Eventually.holds("the row is on b", SOON, () -> step(b, id).equals(List.of("1")));
    b.execute("update board.stage set step = 2 where id = '" + id + "'");
    Eventually.holds("the change is on a", SOON, () -> step(a, id).equals(List.of("2")));
    assertThat(b.query("select row_host from board.stage")).containsExactly("b");
  }

  @Test
  void joiningAgainChangesNothing() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    Mesh.join(a.mesh, b.mesh);

    var id = insertStage(a, 1);
    Eventually.holds("the row is on b", SOON, () -> step(b, id).equals(List.of("1")));
  }

  @Test
  void theNewerOfTwoWritesWinsOnBothHostsWhicheverArrivesLast() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    var id = insertStage(a, 1);
    Eventually.holds("the row is on b", SOON, () -> step(b, id).equals(List.of("1")));

    a.link.cut();
    b.link.cut();
    b.execute("update board.stage set step = 5 where id = '" + id + "'");
    a.execute("update board.stage set step = 6 where id = '" + id + "'");
    assertThat(step(b, id)).as("the cut is real").isEqualTo(List.of("5"));
    a.link.heal();
    b.link.heal();

    Eventually.holds("the newer one is on b", SOON, () -> step(b, id).equals(List.of("6")));
    // The older one has reached a by the time that a later row of b has.
    var later = insertStage(b, 9);
    Eventually.holds("b's later row is on a", SOON, () -> step(a, later).equals(List.of("9")));
    assertThat(step(a, id)).isEqualTo(List.of("6"));
  }

  @Test
  void oneRowInsertedOnBothHostsWhileTheyWereCutIsOneRow() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    a.link.cut();
    b.link.cut();
    var id = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    b.execute("insert into board.stage (id, step) values ('" + id + "', 2)");
    a.link.heal();
    b.link.heal();

    hasCrossed();
    assertThat(step(a, id)).containsExactly("2");
    assertThat(step(b, id)).as("a's older one came after it").containsExactly("2");
  }

  @Test
  void ofTwoWritesWithOneStampTheGreaterHostWinsOnBothHosts() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    a.link.cut();
    b.link.cut();
    var id = UUID.randomUUID();
    a.executeWithStamp(stamped(id, 1, "a"));
    b.executeWithStamp(stamped(id, 2, "b"));
    assertThat(step(a, id)).as("the cut is real").containsExactly("1");
    a.link.heal();
    b.link.heal();

    hasCrossed();
    assertThat(step(a, id)).containsExactly("2");
    assertThat(step(b, id)).containsExactly("2");
  }

  private static String stamped(UUID id, int step, String host) {
    return "insert into board.stage (id, step, row_stamp, row_host) values ('%s', %d, 5, '%s')"
        .formatted(id, step, host);
  }

  /** Waits until all that was written on either host before has come to the other one. */
  private void hasCrossed() throws Exception {
    var laterOnA = insertStage(a, 9);
    var laterOnB = insertStage(b, 9);
    Eventually.holds("a's later row is on b", SOON, () -> step(b, laterOnA).equals(List.of("9")));
    Eventually.holds("b's later row is on a", SOON, () -> step(a, laterOnB).equals(List.of("9")));
  }

  @Test
  void aSecondAndAThirdHostJoinWhileTheOthersTakeWritesWithoutAPause() throws Exception {
    var writing = new AtomicBoolean(true);
    var acknowledged = new ConcurrentLinkedQueue<UUID>();
    var slowestMicros = new AtomicLong();
    var writes = new ArrayList<Future<?>>();
    try (var c = new TestHost("c", folder.resolve("c"));
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = List.of(a, b, c);
      try {
        for (var host : List.of(a, b)) {
          writes.add(
              writers.submit(
                  () -> {
                    while (writing.get()) {
                      var began = System.nanoTime();
                      acknowledged.add(insertStage(host, 1));
                      slowestMicros.accumulateAndGet(
                          (System.nanoTime() - began) / 1_000, Math::max);
                    }
                    return null;
                  }));
        }
        Eventually.holds("writes are under way", SOON, () -> acknowledged.size() > 50);

        Mesh.join(a.mesh, b.mesh);
        Repair.pull(b.mesh, a.mesh);
        Repair.pull(a.mesh, b.mesh);
        Mesh.join(a.mesh, c.mesh);
        Mesh.join(b.mesh, c.mesh);
        Repair.pull(c.mesh, a.mesh);
        Repair.pull(c.mesh, b.mesh);
        var joinedAt = acknowledged.size();
        Eventually.holds("writes go on", SOON, () -> acknowledged.size() > joinedAt + 50);
      } finally {
        writing.set(false);
      }
      for (var write : writes) {
        write.get(15, TimeUnit.SECONDS);
      }

      System.out.printf(
          "joined under %d writes, the slowest %d µs%n", acknowledged.size(), slowestMicros.get());
      for (var host : all) {
        Eventually.holds(host.id + " has all", SOON, () -> count(host) == acknowledged.size());
      }
      assertThat(Comparison.compare(c.mesh, a.mesh)).allMatch(Comparison.TableDifference::isEqual);
      assertThat(Comparison.compare(c.mesh, b.mesh)).allMatch(Comparison.TableDifference::isEqual);
      assertThat(slowestMicros.get()).as("no pause").isLessThan(3_000_000);
    }
  }

  @Test
  void aHostThatLeftGetsNothingMoreAndKeepsNothingForTheOther() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    Mesh.leave(a.mesh, b.mesh);

    assertThat(a.query("select slot_name::text from pg_replication_slots")).isEmpty();
    assertThat(b.query("select slot_name::text from pg_replication_slots")).isEmpty();
    assertThat(a.query("select subname::text from pg_subscription")).isEmpty();
    assertThat(b.query("select subname::text from pg_subscription")).isEmpty();
    var apart = insertStage(a, 1);
    // What is written after joining again has arrived: what was written before never will.
    Mesh.join(a.mesh, b.mesh);
    hasCrossed();
    assertThat(step(b, apart)).isEmpty();
  }

  @Test
  void theReplicationRoleMayNotDoWhatAPeerHasNoBusinessWith() throws Exception {
    try (var peer = a.mesh.connect();
        var statement = peer.createStatement()) {
      for (var forbidden :
          List.of(
              "drop table board.stage",
              "delete from board.stage",
              "truncate identity.account",
              "alter table board.stage add column x int",
              "update replication.this_host set host = 'z'",
              "insert into board.pair_code values ('000000', gen_random_uuid(), '', now())",
              "select from lesson.search_entry",
              "select from migration.history",
              "select replication.retire('board.stage', 'lesson_id')",
              "insert into replication.retired_column values ('board.stage', 'step')",
              "alter publication steadyboard drop table board.stage",
              "create role other superuser",
              "select pg_read_file('/etc/hostname')")) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .isInstanceOfSatisfying(
                SQLException.class,
                e -> assertThat(e.getSQLState()).as(forbidden).isEqualTo("42501"));
      }
      var permitted =
          "insert into board.stage (id, step) values (gen_random_uuid(), 1) on conflict (id) do update set step = 2";
      assertThat(statement.executeUpdate(permitted)).isEqualTo(1);
    }
  }

  private static UUID insertStage(TestHost host, int step) throws SQLException {
    var id = UUID.randomUUID();
    host.execute("insert into board.stage (id, step) values ('" + id + "', " + step + ")");
    return id;
  }

  private static List<String> step(TestHost host, UUID id) throws SQLException {
    return host.query("select step from board.stage where id = '" + id + "'");
  }

  private static int count(TestHost host) throws SQLException {
    return Integer.parseInt(host.query("select count(*) from board.stage").getFirst());
  }
}
