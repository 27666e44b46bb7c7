package org.steadyboard.database.mesh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.testkit.Eventually;

class RepairTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;
  private TestHost c;

  @BeforeEach
  void threeHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    c = new TestHost("c", folder.resolve("c"));
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
    c.close();
  }

  @Test
  void theThreeHostHoleStaysWithoutRepairAndIsGoneWithIt() throws Exception {
    Mesh.join(a.mesh, b.mesh);
    Mesh.join(b.mesh, c.mesh);
    Mesh.subscribe(a.mesh, c.mesh);
    // c does not hear a: a's row reaches b, and a dies before c has it.
    var id = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    Eventually.holds("the row is on b", SOON, () -> step(b, id).equals(List.of("1")));
    a.kill();
    b.execute("update board.stage set step = 2 where id = '" + id + "'");

    // Without repair: c has heard b up to a later row, and still lacks this one.
    var later = UUID.randomUUID();
    b.execute("insert into board.stage (id, step) values ('" + later + "', 9)");
    Eventually.holds("b's later row is on c", SOON, () -> step(c, later).equals(List.of("9")));
    assertThat(step(c, id)).as("the hole is real").isEmpty();

    var outcome = Repair.pull(c.mesh, b.mesh);

    assertThat(outcome.fetched()).isEqualTo(1);
    assertThat(step(c, id)).containsExactly("2");
    assertThat(Comparison.compare(c.mesh, b.mesh)).allMatch(Comparison.TableDifference::isEqual);
    a.startAgain();
  }

  @Test
  void everyKindOfDifferenceIsFoundAndEnded() throws Exception {
    var onlyOnA = UUID.randomUUID();
    var onlyOnB = UUID.randomUUID();
    var newerOnA = UUID.randomUUID();
    var newerOnB = UUID.randomUUID();
    a.execute(
        "insert into board.stage (id, step) values ('"
            + onlyOnA
            + "', 1), ('"
            + newerOnB
            + "', 1)");
    b.execute(
        "insert into board.stage (id, step) values ('"
            + onlyOnB
            + "', 2), ('"
            + newerOnA
            + "', 2), ('"
            + newerOnB
            + "', 2)");
    a.execute("insert into board.stage (id, step) values ('" + newerOnA + "', 1)");

    var stage =
        Comparison.compare(b.mesh, a.mesh).stream()
            .filter(d -> d.table().equals("board.stage"))
            .findFirst()
            .orElseThrow();
    assertThat(stage.behindIds()).containsExactlyInAnyOrder(onlyOnA, newerOnA);
    assertThat(stage.ahead()).isEqualTo(2);

    Repair.pull(b.mesh, a.mesh);
    Repair.pull(a.mesh, b.mesh);

    assertThat(Comparison.compare(b.mesh, a.mesh)).allMatch(Comparison.TableDifference::isEqual);
    assertThat(step(b, newerOnA)).containsExactly("1");
    assertThat(step(a, newerOnB)).containsExactly("2");
    assertThat(Repair.pull(b.mesh, a.mesh).foundEqual()).isTrue();
  }

  @Test
  void whatRepairBringsIsNotSentRoundAgain() throws Exception {
    var id = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + id + "', 1)");
    // c hears b, but nobody hears a.
    Mesh.subscribe(c.mesh, b.mesh);
    Repair.pull(b.mesh, a.mesh);
    assertThat(step(b, id)).containsExactly("1");

    var later = UUID.randomUUID();
    b.execute("insert into board.stage (id, step) values ('" + later + "', 9)");

    Eventually.holds("b's own row is on c", SOON, () -> step(c, later).equals(List.of("9")));
    assertThat(step(c, id)).isEmpty();
  }

  @Test
  void aTableOfManyRangesIsComparedWithoutReadingItWhole() throws Exception {
    a.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), n % 900 from generate_series(1, 20000) n");
    assertThat(Repair.pull(b.mesh, a.mesh).fetched()).isEqualTo(20_000);
    b.execute(
        "update board.stage set step = 999 where id = (select id from board.stage order by id offset 7777 limit 1)");

    try (var here = a.mesh.connect();
        var there = b.mesh.connect()) {
      var table =
          EnrolledTable.ofBoth(here, there).tables().stream()
              .filter(t -> t.name().equals("board.stage"))
              .findFirst()
              .orElseThrow();
      var first = KeyRanges.of(here, there, table, null);
      var second = KeyRanges.of(here, there, table, first.to());

      assertThat(first.count()).isEqualTo(KeyRanges.RANGES_A_STRETCH);
      assertThat(second.to()).isNull();
      for (var depth : Depth.values()) {
        assertThat(RangeDigest.differing(here, there, table, first, depth)).containsExactly(7);
        assertThat(RangeDigest.differing(here, there, table, second, depth)).isEmpty();
      }
    }
    assertThat(Repair.pull(a.mesh, b.mesh).fetched()).isEqualTo(1);
  }

  private static List<String> step(TestHost host, UUID id) throws SQLException {
    return host.query("select step from board.stage where id = '" + id + "'");
  }
}
