package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.keeper.MeshKeeper;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.testkit.Eventually;

/**
 * Two hosts that take writes all the while are migrated one after the other: no error reaches a
 * client, nothing is lost, and the hosts are equal.
 */
class MigrationTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;
  private MeshKeeper keeperOfA;
  private MeshKeeper keeperOfB;
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final ConcurrentLinkedQueue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<SQLException> errors = new ConcurrentLinkedQueue<>();
  private final List<Future<Void>> writes = new ArrayList<>();
  private ExecutorService writers;

  @BeforeEach
  void twoHostsThatTakeWrites() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    keeperOfA = keeper(a, b);
    keeperOfB = keeper(b, a);
    keeperOfA.visit();
    keeperOfB.visit();
    writers = Executors.newVirtualThreadPerTaskExecutor();
    for (var host : List.of(a, b)) {
      writes.add(writers.submit(() -> write(host)));
    }
    moreWrites();
  }

  @AfterEach
  void stop() throws Exception {
    writing.set(false);
    writers.close();
    a.close();
    b.close();
  }

  @Test
  void aColumnAndATableAreAddedOnOneHostThenOnTheOther() throws Exception {
    expand(a);
    moreWrites();
    var note = UUID.randomUUID();
    a.execute("insert into lesson.note (id, words) values ('" + note + "', 'on a')");
    var known = UUID.randomUUID();
    a.execute("insert into board.stage (id, mood) values ('" + known + "', 'calm')");
    moreWrites();
    keeperOfB.repairNow();
    keeperOfB.visit();
    assertThat(keeperOfB.watches().getFirst().waiting())
        .containsExactly("board.stage", "lesson.note");
    assertThat(b.query("select id from board.stage where id = '" + known + "'"))
        .as("b waits rather than cut short")
        .isEmpty();

    expand(b);
    keeperOfB.repairNow();
    keeperOfB.visit();
    Eventually.holds(
        "b has caught up by itself",
        SOON,
        () ->
            b.query("select mood from board.stage where id = '" + known + "'")
                .equals(List.of("calm")));
    Eventually.holds(
        "the new table too",
        SOON,
        () -> b.query("select words from lesson.note").equals(List.of("on a")));
    endEqual();
  }

  @Test
  void aColumnIsRetiredAndThenDroppedHostByHost() throws Exception {
    for (var host : List.of(a, b)) {
      host.execute("alter table board.stage add column old text default 'x'");
      host.execute("select replication.refresh('board.stage')");
    }
    moreWrites();
    // One release takes it out of use ...
    for (var host : List.of(a, b)) {
      host.execute("select replication.retire('board.stage', 'old')");
      moreWrites();
      streamsRun();
    }
    // ... and a later one drops it; the streams run all the while.
    for (var host : List.of(a, b)) {
      host.execute("select replication.drop_retired('board.stage', 'old')");
      moreWrites();
      streamsRun();
    }
    endEqual();
  }

  @Test
  void aColumnThatIsDroppedTooEarlyStopsTheStreamOnlyUntilBothHostsAreWithoutIt() throws Exception {
    for (var host : List.of(a, b)) {
      host.execute("alter table board.stage add column old text");
    }
    moreWrites();
    a.execute("alter table board.stage drop column old");
    moreWrites();
    Eventually.holds(
        "the stream to a is stuck", SOON, () -> PeerStatus.read(a.mesh, b.mesh).applyErrors() > 0);
    b.execute("alter table board.stage drop column old");

    Eventually.holds(
        "it runs again: opened anew, for what it still carries has that column for ever",
        SOON.multipliedBy(2),
        () -> {
          bothKeepersCompare();
          return PeerStatus.read(a.mesh, b.mesh).applyErrors() == 0
              && PeerStatus.read(a.mesh, b.mesh).receiving();
        });
    endWriting();
    Eventually.holds(
        "repair has brought what the streams skipped",
        SOON.multipliedBy(2),
        this::bothKeepersCompare);
    assertEqual();
  }

  /**
   * Both, as on real hosts: the other stream is stuck too when it was behind, and what it carries
   * has a column that its host has just dropped.
   *
   * @return whether both found the hosts equal
   */
  private boolean bothKeepersCompare() throws InterruptedException {
    var equal = true;
    for (var keeper : List.of(keeperOfA, keeperOfB)) {
      keeper.repairNow();
      equal &= keeper.visit().getFirst().isEqual();
    }
    return equal;
  }

  private static MeshKeeper keeper(TestHost here, TestHost peer) {
    return new MeshKeeper(
        here.mesh,
        List.of(peer.mesh),
        Duration.ofSeconds(60),
        Clock.systemUTC(),
        new Random(5),
        TestHost::noFault);
  }

  private static void expand(TestHost host) throws SQLException {
    host.execute(
        """
        alter table board.stage add column mood text;
        select replication.refresh('board.stage');
        create table lesson.note (id uuid primary key, words text);
        select replication.enroll('lesson.note')
        """);
  }

  private Void write(TestHost host) throws SQLException {
    try (var connection = host.service().getConnection();
        var insert =
            connection.prepareStatement(
                "insert into board.stage (id, step) values (?, 1) on conflict (id) do update set step = excluded.step")) {
      while (writing.get()) {
        var id = UUID.randomUUID();
        try {
          insert.setObject(1, id);
          insert.execute();
          acknowledged.add(id);
        } catch (SQLException e) {
          errors.add(e);
        }
      }
    }
    return null;
  }

  private void moreWrites() throws Exception {
    var before = acknowledged.size();
    Eventually.holds("writes go on", SOON, () -> acknowledged.size() > before + 100);
  }

  private void streamsRun() throws Exception {
    for (var writer : List.of(a, b)) {
      var reader = writer == a ? b : a;
      var id = UUID.randomUUID();
      writer.execute("insert into board.stage (id, step) values ('" + id + "', 2)");
      acknowledged.add(id);
      Eventually.holds(
          "a row of " + writer.id + " is on " + reader.id,
          SOON,
          () -> !reader.query("select id from board.stage where id = '" + id + "'").isEmpty());
    }
  }

  private void endWriting() throws Exception {
    moreWrites();
    writing.set(false);
    for (var write : writes) {
      write.get(15, TimeUnit.SECONDS);
    }
    assertThat(errors).isEmpty();
  }

  /** Without a repair: the streams alone have carried everything. */
  private void endEqual() throws Exception {
    endWriting();
    assertEqual();
  }

  private void assertEqual() throws Exception {
    Eventually.holds(
        "hosts are equal",
        SOON,
        () ->
            Comparison.compare(a.mesh, b.mesh).stream()
                .allMatch(Comparison.TableDifference::isEqual));
    for (var host : List.of(a, b)) {
      assertThat(host.query("select id from board.stage"))
          .containsAll(acknowledged.stream().map(UUID::toString).toList());
    }
  }
}
