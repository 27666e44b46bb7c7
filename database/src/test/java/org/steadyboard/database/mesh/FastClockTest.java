package org.steadyboard.database.mesh;

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
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.testkit.Eventually;

/** One host's clock is minutes ahead; time is what the function that stamps read says. */
class FastClockTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;
  private UUID id;

  @BeforeEach
  void aHostThatIsFiveMinutesAhead() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    clockIs(a, Duration.ofMinutes(60));
    clockIs(b, Duration.ofMinutes(65));
    Mesh.join(a.mesh, b.mesh);
    id = UUID.randomUUID();
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  @Test
  void whoHasSeenItsRowBeatsItAtOnce() throws Exception {
    write(b, 1);
    Eventually.holds("b's row is on a", SOON, () -> step(a).equals(List.of("1")));

    write(a, 2);

    Eventually.holds("a's row is on b", SOON, () -> step(b).equals(List.of("2")));
    assertThat(PeerStatus.read(a.mesh, b.mesh).skew().orElseThrow().isAlarming()).isTrue();
  }

  @Test
  void whoHasNotSeenItLosesToItForNoLongerThanTheSkew() throws Exception {
    cut();
    write(b, 1);
    clockIs(a, Duration.ofMinutes(64));
    write(a, 2);
    heal();
    Eventually.holds(
        "within the skew b's older write wins", SOON, () -> step(a).equals(List.of("1")));

    cut();
    write(b, 3);
    clockIs(a, Duration.ofMinutes(71));
    write(a, 4);
    heal();
    Eventually.holds(
        "after the skew a's newer write wins", SOON, () -> step(b).equals(List.of("4")));
    assertThat(step(a)).containsExactly("4");
  }

  @Test
  void aClockThatIsPutRightLeavesNoRowUnbeatable() throws Exception {
    write(b, 1);
    Eventually.holds("b's row is on a", SOON, () -> step(a).equals(List.of("1")));
    clockIs(b, Duration.ofMinutes(60));
    write(b, 2);
    Eventually.holds("its own next write", SOON, () -> step(a).equals(List.of("2")));
    write(a, 3);
    Eventually.holds("and the other's", SOON, () -> step(b).equals(List.of("3")));
  }

  /** A clock that stands still, so many minutes after some moment. */
  private static void clockIs(TestHost host, Duration time) throws SQLException {
    host.execute(
        "create or replace function replication.now_micros() returns bigint language sql volatile as 'select 1767600000000000 + %d'"
            .formatted(time.toNanos() / 1000));
  }

  private void write(TestHost host, int step) throws SQLException {
    host.execute(
        "insert into board.stage (id, step) values ('%s', %d) on conflict (id) do update set step = excluded.step"
            .formatted(id, step));
  }

  private List<String> step(TestHost host) throws SQLException {
    return host.query("select step from board.stage where id = '" + id + "'");
  }

  private void cut() {
    a.link.cut();
    b.link.cut();
  }

  private void heal() {
    a.link.heal();
    b.link.heal();
  }
}
