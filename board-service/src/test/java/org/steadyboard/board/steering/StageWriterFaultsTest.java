package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
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
import org.steadyboard.testkit.TestPostgres;

/** What the writer calls fails in a way that nobody expected; the database is a real one. */
class StageWriterFaultsTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();
  private static Vertx vertx;
  private static Pool pool;

  private final HandLoop loop = new HandLoop();
  private final Limits limits = TestLimits.usual();
  private final Failing failing = new Failing();
  private final RecordingWire wire = new RecordingWire();
  private final TeacherLink teacher =
      new TeacherLink(wire, limits, loop.nanos(), null, "192.0.2.1");
  private final StageWriter writer =
      new StageWriter(
          loop,
          Clock.systemUTC(),
          new Wakefulness(loop::nanos, Clock.systemUTC(), () -> {}),
          new StageStore(pool, new StageRows()),
          failing,
          limits,
          failing);

  /** Fails once in the method that the test names. */
  private static final class Failing implements StageMemory, CommitMeters {

    private final Map<UUID, StageRow> rows = new HashMap<>();
    private String next;

    private void in(String method) {
      if (method.equals(next)) {
        next = null;
        throw new IllegalStateException(method);
      }
    }

    @Override
    public StageRow known(UUID boardId) {
      in("known");
      return rows.get(boardId);
    }

    @Override
    public void learn(StageRow row) {
      in(row.revision().stamp() == 0 ? "learn a new row" : "learn");
      rows.put(row.boardId(), row);
    }

    @Override
    public void forget(StageRow row) {
      in("forget");
      rows.remove(row.boardId(), row);
    }

    @Override
    public void committed(int boards, long nanos) {
      in("committed");
    }

    @Override
    public void slow(int boards, long nanos) {
      in("slow");
    }

    @Override
    public void queued(int changes) {
      in("queued");
    }
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
  void aMemoryThatFailsToKnow() {
    fails("known");
  }

  @Test
  void aMemoryThatFailsToLearnARowThatWasMissing() {
    fails("learn a new row");
  }

  @Test
  void aMemoryThatFailsToLearnWhatWasCommitted() {
    fails("learn");
  }

  @Test
  void metersThatFailAtACommit() {
    fails("committed");
  }

  @Test
  void metersThatFailAtTheEnd() {
    fails("queued");
  }

  @Test
  void whatWaitsForACommitIsRunThoughOneOfItFails() {
    var boardId = UUID.randomUUID();
    var first = says(boardId);
    var ran = new boolean[1];
    writer.afterCommit(
        () -> {
          throw new IllegalStateException("a task");
        });
    writer.afterCommit(() -> ran[0] = true);
    loop.runUntil("done", () -> hears("done", first));

    assertThat(ran[0]).isTrue();
    assertThat(loop.faults()).hasSize(1);
  }

  private void fails(String method) {
    var boardId = UUID.randomUUID();
    failing.next = method;
    says(boardId);
    loop.runUntil("it failed", () -> failing.next == null && !loop.faults().isEmpty());
    assertThat(loop.faults()).singleElement().hasToString(fault(method));

    var next = says(boardId);
    var other = says(UUID.randomUUID());
    loop.runUntil(
        "done all the same",
        () -> {
          loop.forward(Duration.ofMillis(10));
          return hears("done", next) && hears("done", other);
        });
    assertThat(writer.waiting()).isZero();
    assertThat(writer.isStuck()).isFalse();
  }

  private UUID says(UUID boardId) {
    var command = UUID.randomUUID();
    writer.add(
        new ChangeStage(command, boardId, new ShowPage(boardId, UUID.randomUUID(), 0)), teacher);
    return command;
  }

  private boolean hears(String type, UUID command) {
    return wire.sent(type).stream()
        .anyMatch(m -> m.get("commandId").asText().equals(command.toString()));
  }

  private static String fault(String method) {
    return new IllegalStateException(method).toString();
  }
}
