package org.steadyboard.database.mesh.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.compare.Limits;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

class MeshKeeperTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(Instant.parse("2026-01-05T08:30:00Z"));
  private TestHost a;
  private TestHost b;
  private MeshKeeper keeperOfA;
  private MeshKeeper keeperOfB;

  @BeforeEach
  void twoHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    keeperOfA =
        new MeshKeeper(a.mesh, List.of(b.mesh), INTERVAL, clock, new Random(1), TestHost::noFault);
    keeperOfB =
        new MeshKeeper(b.mesh, List.of(a.mesh), INTERVAL, clock, new Random(2), TestHost::noFault);
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  @Test
  void hostsThatKeepThemselvesJoinAndBecomeEqual() throws Exception {
    insert(a);
    insert(b);

    assertThat(keeperOfA.visit()).singleElement().extracting(PeerWatch::reachable).isEqualTo(true);
    keeperOfB.visit();

    assertThat(Comparison.compare(a.mesh, b.mesh)).allMatch(Comparison.TableDifference::isEqual);
    var later = insert(a);
    Eventually.holds("the stream runs", SOON, () -> has(b, later));
  }

  @Test
  void aHiddenDifferenceIsRepairedWhenTheComparisonIsDueAndNotBefore() throws Exception {
    keeperOfA.visit();
    keeperOfB.visit();
    var hidden = insertUnseen(a);

    clock.forward(INTERVAL.multipliedBy(4).dividedBy(5).minusMillis(1));
    keeperOfB.visit();
    assertThat(has(b, hidden)).isFalse();

    clock.forward(INTERVAL);
    assertThat(keeperOfB.visit().getFirst().outcome().orElseThrow().fetched()).isEqualTo(1);
    assertThat(has(b, hidden)).isTrue();
  }

  @Test
  void contentIsComparedOnceANightAndWhenSomebodyAsks() throws Exception {
    keeperOfA.visit();
    keeperOfB.visit();
    contradict("night");

    clock.forward(INTERVAL);
    var byDay = keeperOfB.visit().getFirst();
    assertThat(byDay.isEqual()).isTrue();
    assertThat(byDay.contentComparedAt()).isEmpty();

    clock.forward(Duration.ofHours(18));
    var atNight = keeperOfB.visit().getFirst();
    assertThat(atNight.outcome().orElseThrow().fetched()).isEqualTo(1);
    assertThat(atNight.contentComparedAt()).contains(clock.instant());

    contradict("asked");
    clock.forward(INTERVAL);
    assertThat(keeperOfB.visit().getFirst().outcome().orElseThrow().fetched()).isZero();
    keeperOfB.repairNow();
    assertThat(keeperOfB.visit().getFirst().outcome().orElseThrow().fetched()).isEqualTo(1);
  }

  /** One version with two contents, of which a's is fuller and wins. */
  private void contradict(String name) throws Exception {
    var insert =
        "insert into board.pairing (id, board_id, account_id, name, paired_at, request_id, row_stamp, row_host) values ('%s', '%1$s', '%1$s', '%s', '2026-01-01', %s, 5, 'z')";
    var id = UUID.randomUUID();
    a.executeAsReplica(insert.formatted(id, name, "gen_random_uuid()"));
    b.executeAsReplica(insert.formatted(id, name, "null"));
  }

  @Test
  void aPeerThatWasAwayIsComparedAtOnceWhenItIsBack() throws Exception {
    keeperOfA.visit();
    keeperOfB.visit();
    var hidden = insertUnseen(a);
    a.kill();

    var away = keeperOfB.visit().getFirst();
    assertThat(away.reachable()).isFalse();
    assertThat(away.failure()).isPresent();

    a.startAgain();
    var back = keeperOfB.visit().getFirst();
    assertThat(back.failure()).isEmpty();
    assertThat(back.outcome().orElseThrow().fetched()).isEqualTo(1);
    assertThat(has(b, hidden)).isTrue();
  }

  @Test
  void aPeerThatAcceptsAndNeverAnswersDelaysNoOther() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var mute =
          MeshHost.at("c", "postgresql://127.0.0.1:" + silent.getLocalPort() + "/board", "x");
      var keeper =
          new MeshKeeper(
              a.mesh,
              List.of(mute, b.mesh),
              INTERVAL,
              Clock.systemUTC(),
              new Random(3),
              TestHost::noFault);
      insert(b);

      for (var visit = 0; visit < 3; visit++) {
        var began = System.nanoTime();
        keeper.visit();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isLessThan(MeshKeeper.VISIT_WAITS.plusSeconds(1));
      }

      Eventually.holds(
          "its failure shows", SOON, () -> keeper.watches().getFirst().failure().isPresent());
      assertThat(keeper.watches().getLast().reachable()).isTrue();
      assertThat(keeper.watches().getLast().outcome().orElseThrow().fetched()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void aFaultOfOursIsToldAndEveryPeerIsVisitedAgain(Class<? extends Throwable> fault)
      throws Exception {
    var visits = new AtomicInteger();
    InstantSource faulty =
        () -> {
          if (visits.incrementAndGet() == 1) {
            throw sneaky(fault);
          }
          return clock.instant();
        };
    var told = new CopyOnWriteArrayList<Throwable>();
    var keeper =
        new MeshKeeper(
            a.mesh,
            List.of(b.mesh),
            INTERVAL,
            faulty.withZone(ZoneOffset.UTC),
            new Random(6),
            told::add);

    var failed = keeper.visit().getFirst();

    assertThat(failed.reachable()).isFalse();
    assertThat(failed.failure()).hasValueSatisfying(f -> assertThat(f).contains(fault.getName()));
    assertThat(told).singleElement().isInstanceOf(fault);
    assertThat(keeper.visit().getFirst().failure()).isEmpty();
    assertThat(told).hasSize(1);
  }

  private static RuntimeException sneaky(Class<? extends Throwable> fault) {
    try {
      switch (fault.getConstructor().newInstance()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRepairThatIsAskedForIsMadeAtTheNextVisit() throws Exception {
    keeperOfA.visit();
    keeperOfB.visit();
    var hidden = insertUnseen(a);

    keeperOfB.repairNow("a");
    keeperOfB.visit();

    assertThat(has(b, hidden)).isTrue();
    assertThatThrownBy(() -> keeperOfB.repairNow("z")).hasMessageContaining("no such peer");
  }

  @Test
  void aStreamThatCannotGetPastARowIsOpenedBehindItAndTheRowIsNamed() throws Exception {
    var keeper =
        new MeshKeeper(
            b.mesh,
            List.of(a.mesh),
            Duration.ofMillis(1),
            Clock.systemUTC(),
            new Random(4),
            TestHost::noFault);
    keeperOfA.visit();
    keeper.visit();
    b.execute("alter table board.stage add constraint small check (step < 500)");
    a.execute("insert into board.stage (id, step) values (gen_random_uuid(), 777)");
    var behind = insert(a);
    Eventually.holds("it is stuck", SOON, () -> PeerStatus.read(b.mesh, a.mesh).applyErrors() > 0);

    // Repair has the row behind at once; the stream itself runs again after a few comparisons.
    keeper.visit();
    assertThat(has(b, behind)).isTrue();
    assertThat(keeper.watches().getFirst().differing())
        .singleElement()
        .satisfies(t -> assertThat(t.refused()).hasSize(1));
    Eventually.holds(
        "the stream runs again",
        SOON.multipliedBy(2),
        () -> {
          keeper.visit();
          return PeerStatus.read(b.mesh, a.mesh).applyErrors() == 0
              && PeerStatus.read(b.mesh, a.mesh).receiving();
        });
    var later = insert(a);
    Eventually.holds("what is written now arrives by itself", SOON, () -> has(b, later));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasComparedBeforeAFailureOrALostSlotIsComparedAgain(boolean slotIsLost)
      throws Exception {
    var noTime = new Limits(Duration.ZERO, Duration.ZERO);
    var keeper =
        new MeshKeeper(
            b.mesh,
            List.of(a.mesh),
            INTERVAL,
            Clock.systemUTC(),
            new Random(5),
            TestHost::noFault,
            noTime);
    while (keeper.visit().getFirst().outcome().isEmpty()) {
      // The first whole comparison, in as many runs as it takes.
    }
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, 20000)");
    // Repair would wait for the rows that the stream is writing, and give up.
    Eventually.holds(
        "the rows are there, more than one stretch of them",
        SOON.multipliedBy(2),
        () -> b.query("select count(*) from board.stage").getFirst().equals("20000"));
    keeper.repairNow();
    var midway = keeper.visit().getFirst();
    assertThat(midway.unfinished()).as("it stopped midway: %s", midway).isPresent();

    var hidden = new UUID(0, 1);
    a.insertUnseenStage(hidden);
    if (slotIsLost) {
      a.dropSlots();
    } else {
      a.kill();
      assertThat(keeper.visit().getFirst().failure()).isPresent();
      a.startAgain();
    }

    var before = keeper.watches().getFirst().comparedAt();
    Eventually.holds(
        "the next whole comparison has ended",
        SOON.multipliedBy(2),
        () -> !keeper.visit().getFirst().comparedAt().equals(before));
    assertThat(has(b, hidden)).isTrue();
  }

  @Test
  void aHostThatLacksATableOfItsPeerAndLostItsSlotGetsTheRowsOfTheOthers() throws Exception {
    keeperOfB.visit();
    a.execute("create table lesson.note (id uuid primary key, words text)");
    a.execute("select replication.enroll('lesson.note')");
    a.dropSlots();
    var known = insert(a);

    keeperOfB.repairNow();
    var waits = keeperOfB.visit().getFirst();

    assertThat(waits.failure()).isEmpty();
    assertThat(waits.waiting()).containsExactly("lesson.note");
    assertThat(has(b, known)).isTrue();

    b.execute("create table lesson.note (id uuid primary key, words text)");
    b.execute("select replication.enroll('lesson.note')");
    keeperOfB.repairNow();
    assertThat(keeperOfB.visit().getFirst().isEqual()).isTrue();
    var later = insert(a);
    Eventually.holds("the stream runs again", SOON, () -> has(b, later));
  }

  private static UUID insert(TestHost host) throws Exception {
    var id = UUID.randomUUID();
    host.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    return id;
  }

  /** A row that no stream carries: written as if it had come from a third host. */
  private static UUID insertUnseen(TestHost host) throws Exception {
    var id = UUID.randomUUID();
    try (var superuser = host.superuser("board");
        var statement = superuser.createStatement()) {
      statement.execute("select pg_replication_origin_create('elsewhere')");
      statement.execute("select pg_replication_origin_session_setup('elsewhere')");
      statement.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    }
    return id;
  }

  private static boolean has(TestHost host, UUID id) throws Exception {
    return !host.query("select id from board.stage where id = '" + id + "'").isEmpty();
  }
}
