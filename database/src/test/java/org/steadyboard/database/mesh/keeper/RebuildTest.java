package org.steadyboard.database.mesh.keeper;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.testkit.Eventually;

class RebuildTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ROWS = Integer.getInteger("rebuildRows", 60_000);
  private static final int ROWS_AT_ONCE = 20_000;

  @TempDir private Path folder;

  @Test
  void aHostIsMadeFromNothingWhileTheOthersTakeWritesAndNothingIsLost() throws Exception {
    try (var a = new TestHost("a", folder.resolve("a"));
        var b = new TestHost("b", folder.resolve("b"))) {
      var lost = new TestHost("c", folder.resolve("c"));
      Mesh.join(a.mesh, b.mesh);
      Mesh.join(a.mesh, lost.mesh);
      Mesh.join(b.mesh, lost.mesh);
      a.execute(
          "insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering) select gen_random_uuid(), gen_random_uuid(), 'a', repeat(md5(n::text), 150), '', '', '', '', 1 from generate_series(1, 500) n");
      for (var written = 0; written < ROWS; written += ROWS_AT_ONCE) {
        // In parts: one transaction of all would be more log than a slot keeps here.
        a.execute(
            "insert into board.stage (id, step) select gen_random_uuid(), n %% 900 from generate_series(1, %d) n"
                .formatted(ROWS_AT_ONCE));
        var all = written + ROWS_AT_ONCE;
        Eventually.holds("b has all", SOON, () -> count(b) == all);
      }
      lost.close();

      var writing = new AtomicBoolean(true);
      var acknowledged = new ConcurrentLinkedQueue<UUID>();
      var writes = new ArrayList<Future<?>>();
      try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var host : List.of(a, b)) {
          writes.add(
              writers.submit(
                  () -> {
                    while (writing.get()) {
                      var id = UUID.randomUUID();
                      host.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
                      acknowledged.add(id);
                    }
                    return null;
                  }));
        }
        try (var c = new TestHost("c", folder.resolve("c, anew"))) {
          Rebuild.Outcome outcome;
          try {
            outcome = Rebuild.fill(c.mesh, List.of(a.mesh, b.mesh), Duration.ofSeconds(60));
          } finally {
            writing.set(false);
          }
          for (var write : writes) {
            write.get(20, TimeUnit.SECONDS);
          }
          System.out.printf(
              "rebuilt %d rows in %d ms: %d rows/s, while %d were written%n",
              outcome.fetched(),
              outcome.took().toMillis(),
              outcome.fetched() * 1000 / outcome.took().toMillis(),
              acknowledged.size());

          assertThat(outcome.isEqual()).isTrue();
          assertThat(outcome.fetched()).isGreaterThanOrEqualTo(ROWS);
          assertThat(acknowledged).hasSizeGreaterThan(20);
          Eventually.holds("c has all", SOON, () -> count(c) == ROWS + acknowledged.size());
          for (var peer : List.of(a, b)) {
            assertThat(Comparison.compare(c.mesh, peer.mesh))
                .allMatch(Comparison.TableDifference::isEqual);
          }
          c.execute("update board.stage set step = 999 where id = '" + acknowledged.peek() + "'");
          Eventually.holds(
              "the peers hear c again",
              SOON,
              () ->
                  a.query("select id from board.stage where step = 999").size() == 1
                      && b.query("select id from board.stage where step = 999").size() == 1);
        }
      } finally {
        writing.set(false);
      }
    }
  }

  @Test
  void itEndsWhenWhatIsLeftCannotBeFetchedAndSaysWhatThatIs() throws Exception {
    try (var a = new TestHost("a", folder.resolve("a"));
        var c = new TestHost("c", folder.resolve("c"))) {
      c.execute("alter table board.stage add constraint small check (step < 500)");
      a.execute(
          "insert into board.stage (id, step) values (gen_random_uuid(), 777), (gen_random_uuid(), 5)");
      a.execute("alter table lesson.page add column mood text");
      c.execute(
          "insert into board.pulse (id, host, beat_at) values (gen_random_uuid(), '', now())");

      var outcome = Rebuild.fill(c.mesh, List.of(a.mesh), Duration.ofSeconds(60));

      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(40));
      assertThat(outcome.fetched()).isEqualTo(1);
      assertThat(outcome.isEqual()).isFalse();
      var left = outcome.last().get("a");
      assertThat(left.refused()).singleElement().extracting("table").isEqualTo("board.stage");
      assertThat(left.waiting()).containsExactly("lesson.page");
      assertThat(left.ahead()).isEqualTo(1);
    }
  }

  @Test
  void aPeerThatIsDeadIsNamedAndTheOthersFillTheHost() throws Exception {
    try (var a = new TestHost("a", folder.resolve("a"));
        var b = new TestHost("b", folder.resolve("b"));
        var c = new TestHost("c", folder.resolve("c"))) {
      a.execute("insert into board.stage (id, step) values (gen_random_uuid(), 5)");
      b.kill();

      // As when it dies after its stream was opened.
      var outcome = Rebuild.fetch(c.mesh, List.of(b.mesh, a.mesh), Duration.ofSeconds(60));

      assertThat(outcome.unreachable()).containsOnlyKeys("b");
      assertThat(outcome.isEqualTo("a")).isTrue();
      assertThat(count(c)).isEqualTo(1);
      c.kill();
      assertThatThrownBy(() -> Rebuild.fetch(c.mesh, List.of(a.mesh), Duration.ofSeconds(60)))
          .isInstanceOf(SQLException.class);
    }
  }

  private static long count(TestHost host) throws Exception {
    return Long.parseLong(host.query("select count(*) from board.stage").getFirst());
  }
}
