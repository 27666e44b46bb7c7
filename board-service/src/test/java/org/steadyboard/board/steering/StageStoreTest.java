package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.board.plans.ServicePool.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.plans.ServicePool;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.database.ManyRows;
import org.steadyboard.database.RowsTouched;
import org.steadyboard.database.Start;

/** A batch of page turns, in a table that was filled and never analysed. */
class StageStoreTest {

  private static final UUID LESSON = UUID.randomUUID();

  /** Its row, and the one that says which host this is: twice, for either is found by an index. */
  private static final int ROWS_PER_COMMAND = 4;

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private final ServicePool service = new ServicePool(host.url());
  private final StageStore store = new StageStore(service.pool(), new StageRows());
  private List<StageRow> before;

  @BeforeAll
  static void fill() throws Exception {
    Start.MANY_NEVER_ANALYSED.prepare(host.service(), host.superuser(), "board");
  }

  @BeforeEach
  void read() throws Exception {
    before = await(store.read(ManyRows.ids("board", 3)));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aBatchTouchesAsManyRowsAsItHasCommands() throws Exception {
    var rows =
        new RowsTouched(
            host.superuser(), () -> await(service.pool().query(RowsTouched.SHOW).execute()));
    for (var commands : new int[] {1, 50, 500}) {
      var some = await(store.read(ManyRows.ids("board", commands)));
      assertThat(rows.by(() -> await(store.write(turned(some), soon()))))
          .as("%d commands", commands)
          .isBetween((long) commands, (long) commands * ROWS_PER_COMMAND);
    }
  }

  @Test
  void aBatchAnswersTheNewRevisions() throws Exception {
    var written = await(store.write(turned(before), soon()));

    var after = await(store.read(ManyRows.ids("board", 3)));
    assertThat(written).hasSize(3).isEqualTo(revisions(after));
    assertThat(after).extracting(r -> r.stage().lessonId()).containsOnly(LESSON);
    for (var row : before) {
      assertThat(written.get(row.boardId()).isNewerThan(row.revision())).isTrue();
    }
  }

  @Test
  void rowsThatChangedMeanwhileAndDeletedOnesStayAsTheyAre() throws Exception {
    host.execute("update board.stage set step = 7 where id = md5('board 1')::uuid");
    host.execute("update board.stage set deleted_at = now() where id = md5('board 2')::uuid");
    try {
      var changed = revisions(await(store.read(ManyRows.ids("board", 1))));

      var written = await(store.write(turned(before), soon()));

      assertThat(written).containsOnlyKeys(ManyRows.id("board", 3));
      var after = await(store.read(ManyRows.ids("board", 2)));
      assertThat(revisions(after)).isEqualTo(changed);
    } finally {
      host.execute("update board.stage set deleted_at = null where id = md5('board 2')::uuid");
    }
  }

  @Test
  void afterTheDeadlineAllStaysAsItIs() throws Exception {
    assertThat(await(store.write(turned(before), Instant.now().minusMillis(1)))).isEmpty();
    assertThat(revisions(await(store.read(ManyRows.ids("board", 3))))).isEqualTo(revisions(before));
  }

  private static List<Folded> turned(List<StageRow> rows) {
    var stage = new Stage(LESSON, UUID.randomUUID(), 0, Map.of());
    return rows.stream()
        .map(r -> new Folded(r, stage, List.of(UUID.randomUUID()), List.of(), List.of(), true))
        .toList();
  }

  private static Map<UUID, Revision> revisions(List<StageRow> rows) {
    return rows.stream().collect(Collectors.toMap(StageRow::boardId, StageRow::revision));
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(60);
  }
}
