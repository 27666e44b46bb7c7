package org.steadyboard.database.mesh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.testkit.Eventually;

/** What comparison and repair do with what is no plain difference. */
class SettlingTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static TestHost a;
  private static TestHost b;
  private static TestHost c;

  @BeforeAll
  static void threeHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    c = new TestHost("c", folder.resolve("c"));
  }

  @AfterAll
  static void stop() throws Exception {
    a.close();
    b.close();
    c.close();
  }

  @BeforeEach
  void emptyTables() throws Exception {
    for (var host : List.of(a, b, c)) {
      host.execute("truncate board.stage, lesson.page");
    }
  }

  @AfterEach
  void part() throws Exception {
    Mesh.leave(a.mesh, b.mesh);
  }

  @Test
  void oneVersionWithTwoContentsBecomesTheSameOnEveryHostInAnyOrder() throws Exception {
    var fuller = UUID.randomUUID();
    var alike = UUID.randomUUID();
    var step = 1;
    for (var host : List.of(a, b, c)) {
      var lesson = host == b ? "gen_random_uuid()" : "null";
      host.executeAsReplica(
          "insert into board.stage (id, step, lesson_id, row_stamp, row_host) values ('%s', %d, %s, 5, 'a'), ('%s', %d, null, 5, 'a')"
              .formatted(fuller, step, lesson, alike, step));
      step++;
    }
    assertThat(stage(Comparison.compare(a.mesh, b.mesh)).contradicting()).isEqualTo(2);
    assertThat(
            Repair.pull(a.mesh, b.mesh, Optional.empty(), Repair.LIMITS, Depth.VERSIONS).tables())
        .as("versions alone are alike")
        .isEmpty();

    // In a chain, and each host for itself.
    for (var round = 0; round < 2; round++) {
      Repair.pull(a.mesh, b.mesh);
      Repair.pull(b.mesh, c.mesh);
      Repair.pull(c.mesh, b.mesh);
      Repair.pull(b.mesh, a.mesh);
    }

    assertThat(stage(Comparison.compare(a.mesh, c.mesh)).isEqual()).isTrue();
    assertThat(stage(Comparison.compare(b.mesh, c.mesh)).isEqual()).isTrue();
    assertThat(a.query("select step from board.stage where id = '" + fuller + "'"))
        .as("the row with more in it")
        .containsExactly("2");
    // Nobody else gets past newest-wins with a version that is there.
    c.executeAsReplica("update board.stage set step = 99 where id = '" + alike + "'");
    assertThat(c.query("select step from board.stage where step = 99")).isEmpty();
  }

  @Test
  void aRowThatCannotBeAppliedIsNamedAndTheOthersAreAppliedAllTheSame() throws Exception {
    b.execute("alter table board.stage add constraint small check (step < 500)");
    try {
      a.execute(
          "insert into board.stage (id, step) select gen_random_uuid(), n from generate_series(1, 300) n");
      var bad = UUID.randomUUID();
      a.execute("insert into board.stage (id, step) values ('" + bad + "', 777)");

      var outcome = Repair.pull(b.mesh, a.mesh);

      assertThat(outcome.fetched()).isEqualTo(300);
      assertThat(outcome.refused())
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.table()).isEqualTo("board.stage");
                assertThat(r.id()).isEqualTo(bad);
                assertThat(r.reason()).contains("\"small\"");
              });
      assertThat(outcome.leftEqual()).isFalse();
      assertThat(b.query("select count(*) from board.stage")).containsExactly("300");
    } finally {
      b.execute("alter table board.stage drop constraint small");
    }
    assertThat(Repair.pull(b.mesh, a.mesh).fetched()).as("when the reason is gone").isEqualTo(1);
  }

  @Test
  void aStreamThatIsStuckShowsAndGoesOnWhenTheReasonIsGone() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    b.execute("alter table board.stage add constraint small check (step < 500)");
    a.execute("insert into board.stage (id, step) values (gen_random_uuid(), 777)");
    a.execute("insert into board.stage (id, step) values (gen_random_uuid(), 5)");

    Eventually.holds("errors show", SOON, () -> PeerStatus.read(b.mesh, a.mesh).applyErrors() > 1);
    assertThat(b.query("select step from board.stage")).isEmpty();

    b.execute("alter table board.stage drop constraint small");
    Eventually.holds(
        "both rows are there",
        SOON,
        () -> b.query("select step from board.stage order by step").equals(List.of("5", "777")));
  }

  @Test
  void aTableThatThePeerHasMoreColumnsOfWaitsForTheMigration() throws Exception {
    a.execute("alter table board.stage add column mood text");
    a.execute("insert into board.stage (id, mood) values (gen_random_uuid(), 'calm')");
    a.execute(
        "insert into board.board (id, secret_hash, created_at) values (gen_random_uuid(), '', now())");
    try {
      var before = Repair.pull(b.mesh, a.mesh);
      assertThat(before.waiting()).containsExactly("board.stage");
      assertThat(before.leftEqual()).isFalse();
      assertThat(b.query("select id from board.stage")).as("nothing cut short").isEmpty();
      assertThat(b.query("select id from board.board")).as("the others go on").hasSize(1);
      assertThat(stage(Comparison.compare(b.mesh, a.mesh)).waiting()).isTrue();
      // Who has more than the peer does not wait, and keeps what the peer does not know of.
      b.executeAsReplica(
          "insert into board.stage (id, step, row_stamp, row_host) select id, 4, replication.now_micros(), 'b' from (values ('"
              + a.query("select id from board.stage").getFirst()
              + "'::uuid)) v (id)");
      assertThat(Repair.pull(a.mesh, b.mesh).waiting()).isEmpty();
      assertThat(a.query("select mood || step from board.stage")).containsExactly("calm4");

      b.execute("alter table board.stage add column mood text");
      Repair.pull(b.mesh, a.mesh);
      assertThat(b.query("select mood from board.stage")).containsExactly("calm");
    } finally {
      a.execute("alter table board.stage drop column if exists mood");
      b.execute("alter table board.stage drop column if exists mood");
    }
  }

  @Test
  void aSlotThatIsGoneFromAPeerIsMadeAgain() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    a.dropSlots();

    Mesh.subscribe(b.mesh, a.mesh);

    var id = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    Eventually.holds(
        "the stream runs",
        SOON,
        () -> !b.query("select id from board.stage where id = '" + id + "'").isEmpty());
  }

  @Test
  void aRunMayFollowAtOnce() throws Exception {
    try (var ours = b.mesh.connect();
        var next = b.mesh.connect();
        var theirs = a.mesh.connect()) {
      new Rows(ours, theirs, "repair_at_once").close();
      new Rows(next, theirs, "repair_at_once").close();
    }
  }

  @Test
  void aRunEndsInTimeAndTheNextGoesOnWhereItStopped() throws Exception {
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, 40000)");
    var noTime = new Limits(Duration.ZERO, Duration.ZERO);
    var fetched = new ArrayList<Long>();
    var position = Optional.<Repair.Position>empty();
    do {
      var run = Repair.pull(b.mesh, a.mesh, position, noTime, Depth.VERSIONS);
      fetched.add(run.fetched());
      assertThat(run.stoppedAt()).isNotEqualTo(Optional.of(position));
      position = run.stoppedAt();
    } while (position.isPresent());

    assertThat(fetched).hasSizeGreaterThan(10).allMatch(rows -> rows <= 17_000);
    assertThat(b.query("select count(*) from board.stage")).containsExactly("40000");
  }

  @Test
  void aRunWhoseFindingsTakeLongStopsAmongThemAndTheNextTellsTheOthers() throws Exception {
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, 3000)");
    var run = Duration.ofSeconds(1);
    var told = new ArrayList<UUID>();
    var stops = new ArrayList<Repair.Position>();
    var stopped = Optional.<Repair.Position>empty();
    do {
      try (var ours = b.mesh.connect();
          var theirs = a.mesh.connect()) {
        var tables = EnrolledTable.ofBoth(ours, theirs).tables();
        var timeIsOver = System.nanoTime() + run.plusMillis(100).toNanos();
        var survey =
            new Survey(
                ours,
                theirs,
                new Limits(run, Duration.ZERO),
                Depth.VERSIONS,
                (table, differing) -> {
                  told.addAll(differing.keySet());
                  while (System.nanoTime() <= timeIsOver) {
                    Thread.onSpinWait();
                  }
                });
        stopped = survey.run(tables, stopped);
      }
      stopped.ifPresent(stops::add);
      assertThat(told).hasSizeLessThanOrEqualTo(1_000 * (stops.size() + 1));
    } while (stopped.isPresent());

    assertThat(stops).as("it stopped").isNotEmpty().doesNotHaveDuplicates();
    assertThat(told).as("each once").hasSize(3_000).doesNotHaveDuplicates();
  }

  @Test
  void aRowThatIsLockedIsNotRefusedAndTheNextRunFetchesIt() throws Exception {
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, 5)");
    Repair.pull(b.mesh, a.mesh);
    var locked = UUID.fromString(a.query("select min(id::text) from board.stage").getFirst());
    a.execute("update board.stage set step = 2");
    try (var writer = b.service().getConnection();
        var statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("select from board.stage where id = '" + locked + "' for update");

      assertThatThrownBy(() -> Repair.pull(b.mesh, a.mesh))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      writer.rollback();
    }

    var next = Repair.pull(b.mesh, a.mesh);
    assertThat(next.refused()).isEmpty();
    assertThat(next.leftEqual()).isTrue();
    assertThat(b.query("select distinct step from board.stage")).containsExactly("2");
  }

  @Test
  void aPeerThatHasNothingIsComparedByRangesOfOurs() throws Exception {
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, 40000)");

    var stage = stage(Comparison.compare(a.mesh, b.mesh));
    assertThat(stage.ahead()).isEqualTo(40_000);
    var other = stage(Comparison.compare(b.mesh, a.mesh));
    assertThat(other.behind()).isEqualTo(40_000);
    assertThat(other.behindIds()).hasSize(Comparison.MOST_NAMED);
    try (var ours = a.mesh.connect();
        var theirs = b.mesh.connect()) {
      var table = new EnrolledTable("board.stage", List.of("id"));
      var ranges = KeyRanges.of(ours, theirs, table, null);
      assertThat(ranges.count()).isEqualTo(KeyRanges.RANGES_A_STRETCH);
      assertThat(ranges.to()).isNotNull();
    }
  }

  @Test
  void hostsThatTakeWritesAndKeepUpAreEqual() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    var writing = new AtomicBoolean(true);
    var written = new AtomicInteger();
    var writes = new ArrayList<Future<?>>();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var host : List.of(a, b)) {
        writes.add(
            writers.submit(
                () -> {
                  try (var connection = host.service().getConnection();
                      var upsert =
                          connection.prepareStatement(
                              "insert into board.stage (id, step) values (?, ?) on conflict (id) do update set step = excluded.step")) {
                    while (writing.get()) {
                      var n = written.incrementAndGet();
                      upsert.setObject(1, new UUID(7, n % 50 == 0 ? n : n % 20));
                      upsert.setInt(2, n % 900);
                      upsert.execute();
                    }
                  }
                  return null;
                }));
      }
      Eventually.holds("writes are under way", SOON, () -> written.get() > 200);
      try {
        for (var look = 0; look < 5; look++) {
          var before = written.get();
          assertThat(stage(Comparison.compare(a.mesh, b.mesh)).isEqual()).isTrue();
          assertThat(Repair.pull(b.mesh, a.mesh).foundEqual()).isTrue();
          assertThat(written.get()).isGreaterThan(before);
        }
        // A row that no stream carries is found all the same.
        a.executeAsReplica(
            "insert into board.stage (id, row_stamp, row_host) values (gen_random_uuid(), 5, 'z')");
        assertThat(stage(Comparison.compare(a.mesh, b.mesh)).ahead()).isEqualTo(1);
      } finally {
        writing.set(false);
      }
      for (var write : writes) {
        write.get(15, TimeUnit.SECONDS);
      }
    }
  }

  private static Comparison.TableDifference stage(List<Comparison.TableDifference> tables) {
    return tables.stream().filter(t -> t.table().equals("board.stage")).findFirst().orElseThrow();
  }
}
