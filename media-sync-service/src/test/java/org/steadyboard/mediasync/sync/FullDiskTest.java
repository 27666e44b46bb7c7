package org.steadyboard.mediasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.media.Content;
import org.steadyboard.media.DiskSpace;
import org.steadyboard.media.Sha256;
import org.steadyboard.testkit.SetClock;

/** A host whose disk is full goes on giving what it has, and fetches again when it has room. */
@Timeout(60)
class FullDiskTest {

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;
  private Path small;
  private SyncHost a;
  private SyncHost b;

  @BeforeEach
  void start() throws Exception {
    small = Files.createDirectories(folder.resolve("b"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small.toString()));
    a = new SyncHost("a", folder.resolve("a"), vertx);
    b = new SyncHost("b", small, vertx);
    a.listen(Map.of("b", b.port));
    b.listen(Map.of("a", a.port));
  }

  @AfterEach
  void stop() throws Exception {
    if (a != null) {
      a.close();
      b.close();
    }
    run("umount", "-l", small.toString());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static boolean run(String... command) throws Exception {
    var process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** One run of what pulls small files, and one of what pulls large ones. */
  private void pull() throws Exception {
    var peer = b.replication.peers().getFirst();
    var soon = Duration.ofMillis(1);
    new SmallPull(peer, Wanted.Kind.SMALL, b.replication.puller()).run(soon);
    new LargePull(peer, b.replication.puller(), b.replication.pulls()).run(soon);
  }

  private void want(Sha256 file, long size) {
    b.replication.wanted().add(new Content(file, size), "a", false);
  }

  @Test
  void belowTheReserveNothingIsFetchedAndAllIsGiven() throws Exception {
    var here = b.put(ReplicationTest.bytes(1_000));
    var next = a.put(ReplicationTest.bytes(1_000));
    want(next, 1_000);
    var ballast = small.resolve("ballast");
    Files.write(ballast, new byte[(int) small.toFile().getUsableSpace() - 300_000]);

    pull();
    assertThat(b.holds(next)).isFalse();
    assertThat(b.replication.puller().room().isAlarming()).isTrue();
    assertThat(b.replication.wanted().backlog().files()).isEqualTo(1);
    assertThat(b.replication.fetches().fetch(next)).isEmpty();
    try (var stream = a.replication.fetches().fetch(here).orElseThrow().from(0)) {
      assertThat(stream.readAllBytes()).hasSize(1_000);
    }

    Files.delete(ballast);
    pull();
    assertThat(b.holds(next)).isTrue();
    assertThat(b.replication.puller().room().isAlarming()).isFalse();
    assertThat(b.incoming()).isEmpty();
  }

  /** Uploads are refused then, and whoever looks should see why. */
  @Test
  void theAlarmIsOfTheDiskAsItIsAlsoWhenNothingIsToBeFetched() throws Exception {
    var room = b.replication.puller().room();
    assertThat(room.isAlarming()).isFalse();
    var ballast = small.resolve("ballast");
    Files.write(ballast, new byte[(int) small.toFile().getUsableSpace() - 300_000]);
    assertThat(room.isAlarming()).isTrue();

    Files.delete(ballast);
    assertThat(room.isAlarming()).isFalse();
  }

  @Test
  void whatDoesNotFitLeavesNothing() throws Exception {
    var large = a.put(ReplicationTest.bytes(9_000_000));
    want(large, 9_000_000);
    for (var i = 0; i < 40; i++) {
      want(a.put(ReplicationTest.bytes(250_000)), 250_000);
    }

    pull();

    assertThat(b.holds(large)).isFalse();
    assertThat(b.incoming()).isEmpty();
    assertThat(b.store.space().freeBytes()).isGreaterThan(b.store.space().reserveBytes());
    assertThat(b.replication.puller().room().isAlarming()).isTrue();
    assertThat(b.replication.puller().files()).as("what fits has come").isGreaterThan(10);
  }

  /** A row may say any size. */
  @Test
  void oneThatDoesNotFitHoldsNothingUp() throws Exception {
    want(Sha256.of(new byte[32]), 1L << 60);
    b.replication
        .wanted()
        .add(new Content(a.put(ReplicationTest.bytes(9_000_000)), 9_000_000), "a", true);
    pull();
    pull();
    assertThat(b.replication.puller().room().isAlarming()).isTrue();
    var other = a.put(ReplicationTest.bytes(300_000));
    want(other, 300_000);

    pull();

    assertThat(b.holds(other)).isTrue();
  }

  @Test
  void aFullDiskIsTriedAgainAfterAWhile() throws IOException {
    var clock = new SetClock(Instant.parse("2026-03-01T08:30:00Z"));
    var room =
        new Room(
            new DiskSpace() {
              @Override
              public long freeBytes() {
                return 100;
              }

              @Override
              public long reserveBytes() {
                return 10;
              }
            },
            clock);

    assertThat(room.isThere()).isTrue();
    room.full();
    assertThat(room.isThere()).isFalse();
    assertThat(room.isAlarming()).isTrue();
    clock.forward(Room.FULL_FOR);
    assertThat(room.isThere()).isTrue();
    assertThat(room.isAlarming()).isFalse();
    room.lacking();
    assertThat(room.isThere()).isTrue();
    assertThat(room.isAlarming()).isTrue();
    clock.forward(Room.LACKING_FOR);
    assertThat(room.isAlarming()).isFalse();
  }
}
