package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshKeeperTest {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-05T08:30:00Z");
  private TestHost a;
  private TestHost b;
  private MeshKeeper keeperOfA;
  private MeshKeeper keeperOfB;

  @BeforeEach
  void twoHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    InstantSource time = () -> now;
    Clock clock = time.withZone(ZoneOffset.UTC);
    keeperOfA = new MeshKeeper(a.mesh, List.of(b.mesh), INTERVAL, clock, new Random(1));
    keeperOfB = new MeshKeeper(b.mesh, List.of(a.mesh), INTERVAL, clock, new Random(2));
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
    Await.until("the stream runs", SOON, () -> has(b, later));
  }

  @Test
  void aHiddenDifferenceIsRepairedWhenTheComparisonIsDueAndNotBefore() throws Exception {
    keeperOfA.visit();
    keeperOfB.visit();
    var hidden = insertUnseen(a);

    now = now.plus(INTERVAL.multipliedBy(4).dividedBy(5)).minusMillis(1);
    keeperOfB.visit();
    assertThat(has(b, hidden)).isFalse();

    now = now.plus(INTERVAL);
    assertThat(keeperOfB.visit().getFirst().outcome().orElseThrow().fetched()).isEqualTo(1);
    assertThat(has(b, hidden)).isTrue();
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
