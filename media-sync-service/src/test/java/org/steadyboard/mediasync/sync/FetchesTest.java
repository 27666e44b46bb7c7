package org.steadyboard.mediasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.Fetching;
import org.steadyboard.mediasync.peer.PeerFailure;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.Eventually;

/** Host c serves what a and b have. */
@Timeout(60)
class FetchesTest {

  private final Vertx vertx = Vertx.vertx();
  private SyncHost a;
  private SyncHost b;
  private SyncHost c;
  private CuttableLink toA;
  private CuttableLink toB;
  private Fetching fetching;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    a = new SyncHost("a", folder.resolve("a"), vertx);
    b = new SyncHost("b", folder.resolve("b"), vertx);
    c = new SyncHost("c", folder.resolve("c"), vertx);
    a.listen(Map.of());
    b.listen(Map.of());
    toA = new CuttableLink(a.port);
    toB = new CuttableLink(b.port);
    c.listen(Map.of("a", toA.port(), "b", toB.port()));
    fetching = c.replication.fetches();
    for (var peer : c.replication.peers()) {
      Eventually.holds("all classes are loaded", () -> isAnswering(peer));
    }
  }

  private static boolean isAnswering(PeerLink peer) throws InterruptedException {
    try {
      return peer.client().size(Sha256.of(new byte[32])).isEmpty();
    } catch (PeerFailure e) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    List.of(a, b, c).forEach(SyncHost::close);
    List.of(toA, toB).forEach(CuttableLink::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private byte[] read(Sha256 file) throws Exception {
    return read(fetching.fetch(file).orElseThrow(), 0);
  }

  private static byte[] read(Fetching.Arriving arriving, long from) throws IOException {
    try (var stream = arriving.from(from)) {
      return stream.readAllBytes();
    }
  }

  @Test
  void whatIsMissingIsGivenAndKept() throws Exception {
    for (var size : List.of(0, 1, 2, 1_000, 3_000_000)) {
      var bytes = ReplicationTest.bytes(size);
      var file = a.put(bytes);
      var arriving = fetching.fetch(file).orElseThrow();

      assertThat(arriving.size()).isEqualTo((long) size);
      assertThat(read(arriving, 0)).isEqualTo(bytes);
      assertThat(c.store.path(file).orElseThrow()).hasBinaryContent(bytes);
      assertThat(read(arriving, size / 2))
          .as("also after it has come")
          .isEqualTo(Arrays.copyOfRange(bytes, size / 2, size));
    }
    assertThat(c.incoming()).isEmpty();
  }

  @Test
  void itIsKeptAlsoWhenNobodyReadsIt() throws Exception {
    var file = a.put(ReplicationTest.bytes(1_000_000));
    fetching.fetch(file);

    Eventually.holds("c holds it", () -> c.holds(file));
  }

  @Test
  void aHundredAtOnceFetchOnce() throws Exception {
    var bytes = ReplicationTest.bytes(2_000_000);
    var file = a.put(bytes);
    b.put(bytes);
    var begin = new CountDownLatch(1);
    var readers = new ArrayList<Future<byte[]>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 100; i++) {
        readers.add(
            threads.submit(
                () -> {
                  begin.await();
                  return read(file);
                }));
      }
      begin.countDown();
      for (var reader : readers) {
        assertThat(reader.get()).isEqualTo(bytes);
      }
    }
    assertThat(c.replication.puller().receivedBytes()).isEqualTo(2_000_000);
  }

  @Test
  void anotherPeerGoesOn() throws Exception {
    var bytes = ReplicationTest.bytes(24 << 20);
    var file = a.put(bytes);
    b.put(bytes);
    toB.silence();
    var arriving = (Pull) fetching.fetch(file).orElseThrow();
    var whole =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return read(arriving, 0);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    Eventually.holds("some of it has come", () -> arriving.arrivedBytes() > 1 << 20);
    assertThat(arriving.arrivedBytes()).isLessThan(bytes.length);
    toB.heal();
    toA.cut();

    assertThat(whole.get()).isEqualTo(bytes);
    assertThat(c.replication.puller().receivedBytes())
        .as("what had come was not fetched again")
        .isEqualTo(bytes.length);
  }

  @Test
  void whatNobodyHasIsNotWaitedFor() throws Exception {
    var began = System.nanoTime();

    assertThat(fetching.fetch(Sha256.of(new byte[32]))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void deadAndSilentPeersAreWaitedForInBounds() throws Exception {
    toA.silence();
    toB.cut();
    var began = System.nanoTime();

    assertThat(fetching.fetch(Sha256.of(new byte[32]))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(Fetching.MAX_WAIT.plusMillis(500));
  }

  @Test
  void onePeerThatHasItIsEnough() throws Exception {
    toA.silence();
    var bytes = ReplicationTest.bytes(1_000);

    assertThat(read(b.put(bytes))).isEqualTo(bytes);
  }

  /** Also one that failed lately is asked: somebody waits. */
  @Test
  void whoIsBackIsAskedAtOnce() throws Exception {
    var bytes = ReplicationTest.bytes(1_000);
    var file = a.put(bytes);
    c.replication.peers().forEach(peer -> peer.reach().failed("away"));

    assertThat(read(file)).isEqualTo(bytes);
  }

  @Test
  void aWrongFileIsNeverGivenWhole() throws Exception {
    var bytes = ReplicationTest.bytes(1_000_000);
    var file = a.put(bytes);
    Files.write(a.store.path(file).orElseThrow(), ReplicationTest.bytes(1_000_000));
    var arriving = fetching.fetch(file).orElseThrow();

    try (var stream = arriving.from(0)) {
      assertThat(stream.readNBytes(999_999)).hasSizeLessThan(1_000_000);
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    } catch (IOException e) {
      // It may be known earlier.
    }
    Eventually.holds("a is blamed", () -> c.replication.puller().blamed().isBlamed(file, "a"));
    assertThat(c.holds(file)).isFalse();
    Eventually.holds("and not asked again", () -> fetching.fetch(file).isEmpty());
    b.put(bytes);
    assertThat(
            Eventually.answers(
                    "b gives it",
                    Duration.ofSeconds(10),
                    () -> fetching.fetch(file),
                    f -> f.isPresent())
                .map(
                    found -> {
                      try {
                        return read(found, 0);
                      } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                      }
                    }))
        .hasValue(bytes);
  }

  @Test
  void aFileThatIsTooLargeIsNotFetched() throws Exception {
    var large = new byte[10];
    var file = a.put(large);
    try (var narrow =
        new Fetches(c.replication.peers(), c.replication.puller(), c.replication.pulls(), 9)) {
      assertThat(narrow.fetch(file)).isEmpty();
    }
  }
}
