package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.board.here.PointerRow;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.testkit.Eventually;

/** A teacher at a points at a board at b. */
class FarPointersTest {

  private static final int MOST_A_SECOND = 15;
  private static final Duration POINTING = Duration.ofSeconds(2);

  @Test
  void theNewestPositionsArriveInOrderAtABoundedRateAndTheLastOneAlways(@TempDir Path folder)
      throws Exception {
    try (var hosts = new JoinedHosts(folder, "a", "b");
        var a = process(hosts, "a", 0);
        var b = process(hosts, "b", 1)) {
      var who = School.account(hosts.service("b"));
      var boardId = UUID.randomUUID();
      var board = School.board(b, boardId);
      School.pair(School.teacher(b, who), board);
      var teacher = School.teacher(a, who);
      Eventually.holds(
          "a sees it", () -> teacher.wire().sent().toString().contains("\"connected\":true"));

      var count = 0;
      var until = System.nanoTime() + POINTING.toNanos();
      while (System.nanoTime() < until) {
        a.desk().says(teacher.link(), new Pointer(boardId, ++count / 1e6, 0.5, true));
        // The pace of the hand, far above what is sent on: no wait for anything.
        TimeUnit.MILLISECONDS.sleep(2);
      }
      a.desk().says(teacher.link(), new Pointer(boardId, 1, 0.5, false));
      board.wire().awaits("pointer", m -> !m.get("visible").asBoolean());

      var shown = board.wire().sent("pointer").stream().map(m -> m.get("x").asDouble()).toList();
      var most = MOST_A_SECOND * (int) POINTING.toSeconds() + 2;
      assertThat(shown).isSorted().doesNotHaveDuplicates();
      // Commits that wait 200 ms, as Postgres' own setting has it, would let a third arrive.
      assertThat(shown).hasSizeBetween(most / 2, most);
      assertThat(hosts.query("a", "select row_host from board.pointer")).containsExactly("a");

      // Old positions that a healed link brings are of no use; that it went away is.
      a.desk().says(teacher.link(), new Pointer(boardId, 0.25, 0.5, true));
      board.wire().awaits("pointer", m -> m.get("x").asDouble() == 0.25);
      hosts.cut();
      a.desk().says(teacher.link(), new Pointer(boardId, 0.75, 0.5, false));
      Eventually.holds(
          "it is written",
          () -> hosts.query("a", "select visible::text from board.pointer").contains("false"));
      hosts.heal();
      board
          .wire()
          .awaits("pointer", m -> m.get("x").asDouble() == 0.75 && !m.get("visible").asBoolean());
    }
  }

  @Test
  void aBoardThatIsConnectedHereNeedsNoRow(@TempDir Path folder) throws Exception {
    try (var hosts = new JoinedHosts(folder, "a", "b");
        var a = process(hosts, "a", 0)) {
      var boardId = UUID.randomUUID();
      var board = School.board(a, boardId);
      var teacher = School.teacher(a, School.account(hosts.service("a")));
      School.pair(teacher, board);

      a.desk().says(teacher.link(), new Pointer(boardId, 0.5, 0.5, true));

      board.wire().awaits("pointer");
      assertThat(hosts.query("a", "select id from board.pointer")).isEmpty();
    }
  }

  @Test
  void onlyWhatIsNewerAndFreshIsShown() {
    var now = Instant.parse("2026-11-25T08:30:00Z");
    var micros = TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli());
    var last = row(true, micros - 1_000_000);

    assertThat(row(true, micros).isWorthShowingAfter(null, now)).isTrue();
    assertThat(row(true, micros).isWorthShowingAfter(last, now)).isTrue();
    assertThat(last.isWorthShowingAfter(last, now)).isFalse();
    assertThat(row(false, micros - 2_000_000).isWorthShowingAfter(last, now)).isFalse();
    assertThat(row(true, micros - 3_000_000).isWorthShowingAfter(null, now)).isTrue();
    assertThat(row(true, micros - 3_000_001).isWorthShowingAfter(null, now)).isFalse();
    assertThat(row(false, micros - 60_000_000).isWorthShowingAfter(null, now)).isTrue();
  }

  private static PointerRow row(boolean visible, long stamp) {
    return new PointerRow(UUID.randomUUID(), 0.5, 0.5, visible, new Revision(stamp, "a"));
  }

  private static Process process(JoinedHosts hosts, String host, int slot) {
    return new Process(
        hosts.url(host), Clock.systemUTC(), School.USUAL, new Desk.Place(host, slot));
  }
}
