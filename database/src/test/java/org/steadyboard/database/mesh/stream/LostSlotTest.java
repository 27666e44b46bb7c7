package org.steadyboard.database.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.testkit.Eventually;

class LostSlotTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long KEPT_BYTES = 64L << 20;

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;

  @BeforeEach
  void twoHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    Mesh.join(a.mesh, b.mesh);
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  @Test
  void aPeerThatIsAwayTooLongFillsNoDiskAndBecomesEqualWithoutAFullCopy() throws Exception {
    var before = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + before + "', 1)");
    Eventually.holds("b has the row", SOON, () -> has(b, before));
    assertThat(PeerStatus.read(a.mesh, b.mesh).slot()).contains("reserved");

    a.link.cut();
    b.link.cut();
    var meanwhile = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + meanwhile + "', 2)");
    writeMoreThanASlotMayKeep();
    assertThat(PeerStatus.read(a.mesh, b.mesh).slot()).contains("lost");
    assertThat(logBytes()).as("what a keeps on disk").isLessThan(3 * KEPT_BYTES);

    a.link.heal();
    b.link.heal();
    Mesh.join(a.mesh, b.mesh);
    assertThat(has(b, meanwhile)).as("the stream alone does not bring what was lost").isFalse();
    var outcome = Repair.pull(b.mesh, a.mesh);

    assertThat(outcome.fetched()).as("only what b lacked").isEqualTo(1);
    assertThat(has(b, meanwhile)).isTrue();
    var after = UUID.randomUUID();
    a.execute("insert into board.stage (id, step) values ('" + after + "', 3)");
    Eventually.holds("the stream runs again", SOON, () -> has(b, after));
    Eventually.holds(
        "and its slot is kept",
        SOON,
        () -> PeerStatus.read(a.mesh, b.mesh).slot().equals(Optional.of("reserved")));
  }

  @Test
  void theStatusTellsAStreamThatRunsFromOneThatDoesNot() throws Exception {
    Eventually.holds("a receives", SOON, () -> PeerStatus.read(a.mesh, b.mesh).receiving());
    assertThat(PeerStatus.read(a.mesh, b.mesh).skew())
        .hasValueSatisfying(s -> assertThat(s.isAlarming()).isFalse());

    b.kill();

    Eventually.holds(
        "a receives no more", SOON, () -> !PeerStatus.read(a.mesh, b.mesh).receiving());
    assertThat(PeerStatus.read(a.mesh, b.mesh).skew()).isEmpty();
    b.startAgain();
    Eventually.holds("a receives again", SOON, () -> PeerStatus.read(a.mesh, b.mesh).receiving());
  }

  @Test
  void theErrorsOfAStreamAreStillKnownWhileItsPeerIsAway() throws Exception {
    b.execute("alter table board.stage add constraint small check (step < 500)");
    a.execute("insert into board.stage (id, step) values (gen_random_uuid(), 777)");
    Eventually.holds("errors show", SOON, () -> PeerStatus.read(b.mesh, a.mesh).applyErrors() > 0);

    a.kill();

    Eventually.holds(
        "b has no worker for it",
        SOON,
        () ->
            b.query("select subname::text from pg_stat_subscription where pid is not null")
                .isEmpty());
    // A worker that tries to connect comes and goes meanwhile.
    for (var look = 0; look < 20; look++) {
      assertThat(PeerStatus.read(b.mesh, a.mesh).applyErrors()).isPositive();
    }
    a.startAgain();
  }

  /**
   * Writes log that no host is to get: a message outside any table, and checkpoints that give old
   * log up.
   */
  private void writeMoreThanASlotMayKeep() throws Exception {
    try (var superuser = a.superuser("board");
        var statement = superuser.createStatement()) {
      for (var megabyte = 0; megabyte < 3 * (KEPT_BYTES >> 20); megabyte++) {
        statement.execute("select pg_logical_emit_message(false, 'filling', repeat('x', 1 << 20))");
      }
      Eventually.holds(
          "the slot is given up",
          SOON,
          () -> {
            statement.execute("select pg_switch_wal()");
            statement.execute("checkpoint");
            return PeerStatus.read(a.mesh, b.mesh).slot().equals(Optional.of("lost"));
          });
    }
  }

  private long logBytes() throws Exception {
    try (var superuser = a.superuser("board");
        var row =
            superuser
                .createStatement()
                .executeQuery("select sum(size)::bigint from pg_ls_waldir()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean has(TestHost host, UUID id) throws Exception {
    return host.query("select id from board.stage where id = '" + id + "'")
        .equals(List.of(id.toString()));
  }
}
