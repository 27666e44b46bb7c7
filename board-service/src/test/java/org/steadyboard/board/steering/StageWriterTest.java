package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.desk.RecordingWire;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.TestLimits;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.HandLoop;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.stage.Change.ShowPage;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.wake.Wakefulness;
import org.steadyboard.testkit.SetClock;
import org.steadyboard.testkit.TestPostgres;

/** The time of the loop is the test's; the database is a real one. */
class StageWriterTest {

  /** More than one transaction's share of a second. */
  private static final Duration GAP = Duration.ofMillis(3);

  @AutoClose private static final HostDatabase host = new HostDatabase();
  private static Vertx vertx;
  private static Pool pool;

  private final HandLoop loop = new HandLoop();
  private final SetClock clock = new SetClock(Instant.now().plus(Duration.ofHours(1)));
  private final Memory memory = new Memory();
  private final Limits limits = TestLimits.with(Map.of("board.commits-at-once", "1"));
  private final StageWriter writer = writer(clock);

  /** A teacher's window and what it says of a board of its own. */
  private final class Teacher {
    final UUID boardId = UUID.randomUUID();
    final RecordingWire wire = new RecordingWire();
    final TeacherLink link = new TeacherLink(wire, limits, loop.nanos(), null, "192.0.2.1");

    UUID shows(UUID pageId) {
      var command = UUID.randomUUID();
      says(command, pageId);
      return command;
    }

    void says(UUID command, UUID pageId) {
      writer.add(new ChangeStage(command, boardId, new ShowPage(boardId, pageId, 0)), link);
    }

    boolean hears(String type, UUID command) {
      return wire.sent(type).stream()
          .anyMatch(m -> m.get("commandId").asText().equals(command.toString()));
    }

    void awaits(String type, UUID command) {
      loop.runUntil(type, () -> hears(type, command));
    }

    /** A board that shows a page already. */
    UUID begins() {
      var pageId = UUID.randomUUID();
      awaits("done", shows(pageId));
      loop.forward(GAP);
      return pageId;
    }
  }

  private static final class Memory implements StageMemory {
    final Map<UUID, StageRow> rows = new HashMap<>();

    @Override
    public StageRow known(UUID boardId) {
      return rows.get(boardId);
    }

    @Override
    public void learn(StageRow row) {
      rows.put(row.boardId(), row);
    }

    @Override
    public void forget(StageRow row) {
      rows.remove(row.boardId(), row);
    }
  }

  private StageWriter writer(Clock clock) {
    var wakefulness = new Wakefulness(loop::nanos, clock, memory.rows::clear);
    return new StageWriter(
        loop,
        clock,
        wakefulness,
        new StageStore(pool, new StageRows()),
        memory,
        limits,
        new NoMeters());
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(2))
            .connectingTo(
                PgConnectOptions.fromUri(host.url())
                    .setUser(TestPostgres.USER)
                    .setPassword(TestPostgres.PASSWORD))
            .using(vertx)
            .build();
  }

  @AfterAll
  static void stop() {
    pool.close();
    vertx.close();
  }

  @Test
  void awakeAClickCountsThoughItsTeacherIsGone() {
    var teacher = new Teacher();
    teacher.begins();
    var page = UUID.randomUUID();
    var first = teacher.shows(UUID.randomUUID());
    var second = teacher.shows(page);
    teacher.link.closed();

    teacher.awaits("done", first);
    loop.forward(GAP);
    teacher.awaits("done", second);
    assertThat(page(teacher.boardId)).isEqualTo(page);
  }

  @Test
  void whatWaitedWhileItSleptIsRefusedAndHoldsWhenItIsSaidAgain() {
    var busy = new Teacher();
    var here = new Teacher();
    var late = new Teacher();
    busy.begins();
    var before = here.begins();
    var committing = busy.shows(UUID.randomUUID());
    var page = UUID.randomUUID();
    var waiting = here.shows(page);

    loop.sleep(Duration.ofMinutes(5));
    var fresh = late.shows(UUID.randomUUID());
    loop.sleep(Duration.ofMillis(1));
    busy.awaits("done", committing);
    settle();

    late.awaits("done", fresh);
    loop.forward(GAP);
    here.awaits("refused", waiting);
    assertThat(here.wire.sent("refused").getFirst().get("code").asText()).isEqualTo("busy");
    assertThat(page(here.boardId)).isEqualTo(before);
    here.says(waiting, page);
    here.awaits("done", waiting);
    assertThat(page(here.boardId)).isEqualTo(page);
  }

  @Test
  void whatWaitedInTheSocketOfATeacherWhoLeftIsDroppedAndWhoIsHereIsServed() {
    var gone = new Teacher();
    var here = new Teacher();
    var before = gone.begins();
    here.begins();

    loop.sleep(Duration.ofMinutes(5));
    var old = gone.shows(UUID.randomUUID());
    var page = UUID.randomUUID();
    var present = here.shows(page);
    gone.link.closed();
    assertThat(memory.rows).as("nothing is built upon what was known").isEmpty();
    settle();

    here.awaits("done", present);
    assertThat(page(here.boardId)).isEqualTo(page);
    assertThat(page(gone.boardId)).isEqualTo(before);
    assertThat(gone.hears("done", old)).isFalse();
    assertThat(writer.waiting()).isZero();

    loop.forward(GAP);
    var click = here.shows(UUID.randomUUID());
    here.link.closed();
    here.awaits("done", click);
  }

  @Test
  void aTransactionThatWasDueWhileItSleptWaitsToo() {
    var teacher = new Teacher();
    teacher.awaits("done", teacher.shows(UUID.randomUUID()));
    var before = page(teacher.boardId);
    var due = teacher.shows(UUID.randomUUID());
    assertThat(writer.waiting()).as("it waits for its pace").isEqualTo(1);

    loop.sleep(Duration.ofMinutes(5));
    loop.forward(Duration.ZERO);
    settle();

    teacher.awaits("refused", due);
    assertThat(page(teacher.boardId)).isEqualTo(before);
  }

  /** Otherwise everybody leaves this host for good: no change comes that could show it well. */
  @Test
  void whereAllThatWaitedIsRefusedNothingIsStuck() {
    var teacher = new Teacher();
    teacher.begins();
    teacher.shows(UUID.randomUUID());
    loop.sleep(Duration.ofSeconds(11));
    teacher.shows(UUID.randomUUID());
    teacher.link.closed();
    loop.forward(Duration.ZERO);
    assertThat(writer.waiting()).as("the first is given up, the second waits").isEqualTo(1);

    loop.forward(Duration.ofSeconds(10));

    assertThat(writer.waiting()).isZero();
    assertThat(writer.isStuck()).isFalse();
  }

  @Test
  void whatReachesTheDatabaseTooLateIsNotWrittenAndHoldsWhenItIsSaidAgain() {
    var teacher = new Teacher();
    var before = teacher.begins();
    clock.forward(Duration.ofHours(-2));
    var page = UUID.randomUUID();
    var late = teacher.shows(page);
    awaitsRefusal(teacher, late);
    assertThat(teacher.hears("done", late)).isFalse();
    assertThat(page(teacher.boardId)).isEqualTo(before);

    clock.forward(Duration.ofHours(2));
    teacher.says(late, page);
    settle();
    teacher.awaits("done", late);
    assertThat(page(teacher.boardId)).isEqualTo(page);
  }

  @Test
  void aRowThatIsMissingIsNotMadeTooLateEither() {
    var teacher = new Teacher();
    clock.forward(Duration.ofHours(-2));
    awaitsRefusal(teacher, teacher.shows(UUID.randomUUID()));
    assertThat(rows(teacher.boardId)).isZero();
  }

  /** Lets the writer try again and again until it gives the command up. */
  private void awaitsRefusal(Teacher teacher, UUID command) {
    loop.runUntil(
        "refused",
        () -> {
          loop.forward(Duration.ofMillis(10));
          return teacher.hears("refused", command);
        });
    assertThat(teacher.wire.sent("refused").getFirst().get("code").asText())
        .isIn("busy", "database-away");
  }

  private void settle() {
    loop.forward(Duration.ofMillis(998));
    assertThat(writer.waiting()).as("it settles first").isPositive();
    loop.forward(Duration.ofMillis(2));
  }

  private static UUID page(UUID boardId) {
    var page = host.query("select page_id from board.stage where id = ?", boardId).getFirst();
    return page == null ? null : UUID.fromString(page);
  }

  private static int rows(UUID boardId) {
    return host.query("select id from board.stage where id = ?", boardId).size();
  }
}
