package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.keeper.MeshKeeper;
import org.steadyboard.database.mesh.keeper.Rebuild;
import org.steadyboard.testkit.Eventually;

/**
 * What the planner of a host believes once it was filled. Postgres itself makes no statistics here.
 */
class StatisticsTest {

  private static final int MANY = 3_000;

  @TempDir private Path folder;
  private TestHost full;
  private TestHost empty;

  @BeforeEach
  void twoHosts() throws Exception {
    full = new TestHost("a", folder.resolve("a"));
    empty = new TestHost("b", folder.resolve("b"));
    try (var superuser = empty.superuser("board");
        var statement = superuser.createStatement()) {
      statement.execute("alter system set autovacuum = off");
      statement.execute("select pg_reload_conf()");
    }
    insert(MANY);
  }

  @AfterEach
  void stop() throws Exception {
    full.close();
    empty.close();
  }

  @Test
  void aRepairThatWroteManyRowsMakesThem() throws Exception {
    assertThat(believed()).as("nobody has looked").isEqualTo(-1);

    assertThat(Repair.pull(empty.mesh, full.mesh).fetched()).isEqualTo(MANY);

    assertThat(believed()).isEqualTo(MANY);
  }

  @Test
  void fewNewRowsAreLeftToPostgresUntilTheyAreMany() throws Exception {
    Repair.pull(empty.mesh, full.mesh);
    insert(MANY / 10);
    Repair.pull(empty.mesh, full.mesh);
    assertThat(believed()).isEqualTo(MANY);

    insert(MANY / 5);
    Repair.pull(empty.mesh, full.mesh);

    assertThat(believed()).isEqualTo(MANY + MANY / 10 + MANY / 5);
  }

  @Test
  void aHostThatJoinsMakesThem() throws Exception {
    var keeper =
        new MeshKeeper(
            empty.mesh,
            List.of(full.mesh),
            Duration.ofSeconds(60),
            Clock.systemUTC(),
            new Random(1),
            TestHost::noFault);
    Eventually.holds(
        "the first comparison", Duration.ofSeconds(60), () -> keeper.visit().getFirst().isEqual());

    assertThat(believed()).isEqualTo(MANY);
  }

  @Test
  void aHostThatIsMadeAnewMakesThem() throws Exception {
    Rebuild.fill(empty.mesh, List.of(full.mesh), Duration.ofSeconds(60));

    assertThat(believed()).isEqualTo(MANY);
  }

  @Test
  void aTableThatSomebodyElseLooksAfterDelaysNoRepair() throws Exception {
    try (var superuser = empty.superuser("board");
        var statement = superuser.createStatement()) {
      superuser.setAutoCommit(false);
      // As a vacuum does, which can take hours.
      statement.execute("lock table board.stage in share update exclusive mode");

      assertThat(Repair.pull(empty.mesh, full.mesh).leftEqual()).isTrue();
    }
    assertThat(believed()).isEqualTo(-1);
  }

  @Test
  void aRightThatIsMissingFailsNoRepair() throws Exception {
    empty.execute("revoke maintain on board.stage from " + ReplicationRole.NAME);

    assertThat(Repair.pull(empty.mesh, full.mesh).leftEqual()).isTrue();

    assertThat(believed()).isEqualTo(-1);
  }

  private void insert(int rows) throws Exception {
    full.execute(
        "insert into board.stage (id, step) select gen_random_uuid(), 1 from generate_series(1, %d)"
            .formatted(rows));
  }

  private int believed() throws Exception {
    return (int)
        Double.parseDouble(
            empty
                .query("select reltuples from pg_class where oid = 'board.stage'::regclass")
                .getFirst());
  }
}
