package org.steadyboard.mediasync.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.media.Content;
import org.steadyboard.media.PartName;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.SmallFile;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** Three hosts over real sockets; rows arrive when the test says so. */
@Timeout(60)
class ReplicationTest {

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();
  private static Vertx vertx;
  private static SyncHost a;
  private static SyncHost b;
  private static SyncHost c;
  private static CuttableLink toA;
  private static CuttableLink toB;
  private static CuttableLink toC;
  private static int files;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    vertx = Vertx.vertx();
    a = new SyncHost("a", postgres, folder.resolve("a"), vertx);
    b = new SyncHost("b", postgres, folder.resolve("b"), vertx);
    c = new SyncHost("c", postgres, folder.resolve("c"), vertx);
    toA = new CuttableLink(a.port);
    toB = new CuttableLink(b.port);
    toC = new CuttableLink(c.port);
    a.start(Map.of("b", toB.port(), "c", toC.port()));
    b.start(Map.of("a", toA.port(), "c", toC.port()));
    c.start(Map.of("a", toA.port(), "b", toB.port()));
  }

  @AfterAll
  static void stop() throws Exception {
    for (var host : List.of(a, b, c)) {
      host.close();
    }
    for (var link : List.of(toA, toB, toC)) {
      link.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Links that a test cut are whole, and nobody holds that against a peer. */
  @BeforeEach
  @AfterEach
  void heal() {
    List.of(toA, toB, toC).forEach(CuttableLink::heal);
    List.of(a, b, c)
        .forEach(host -> host.replication.peers().forEach(peer -> peer.reach().answered()));
  }

  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(++files).nextBytes(bytes);
    return bytes;
  }

  private static Content content(byte[] bytes) throws Exception {
    var name = MessageDigest.getInstance("SHA-256").digest(bytes);
    return new Content(Sha256.of(name), bytes.length);
  }

  private static void named(Sha256 file, long size, SyncHost... on) throws Exception {
    for (var host : on) {
      host.name(file, size);
    }
  }

  @Test
  void aFileIsWhereItsRowIs() throws Exception {
    var bytes = "a picture".getBytes(StandardCharsets.UTF_8);
    var file = a.put(bytes);
    named(file, bytes.length, a, b);

    Eventually.holds("b holds it", () -> b.holds(file));
    assertThat(b.store.path(file).orElseThrow()).hasBinaryContent(bytes);
    assertThat(c.holds(file)).as("no row of it has come to c").isFalse();
    Eventually.holds(
        "both say so", () -> "true".equals(a.copy(file)) && "true".equals(b.copy(file)));
  }

  @Test
  void manySmallFilesAndALargeOneComeAtOnce() throws Exception {
    var names = new ArrayList<Sha256>();
    try (var batch = a.store.batch()) {
      for (var i = 0; i < 500; i++) {
        var bytes = bytes(200);
        batch.add(new ByteArrayInputStream(bytes), content(bytes));
      }
      batch.keep().forEach(stored -> names.add(stored.sha256()));
    }
    b.name(names, 200);
    var large = a.put(bytes(5_000_000));
    b.name(large, 5_000_000);

    Eventually.holds("all are there", () -> names.stream().allMatch(b::holds) && b.holds(large));
    Eventually.holds("nothing is left to do", () -> b.replication.wanted().backlog().files() == 0);
    Eventually.holds("nothing is left over", () -> b.incoming().isEmpty());
  }

  @Test
  void sizesAtTheBorderCome() throws Exception {
    for (var size : List.of(0, 1, SmallFile.MAX_BYTES, SmallFile.MAX_BYTES + 1)) {
      var file = a.put(bytes(size));
      b.name(file, size);

      Eventually.holds(size + " bytes", () -> b.holds(file));
    }
  }

  @Test
  void aDeadPeerHoldsNothingUp() throws Exception {
    toA.cut();
    var onA = a.put(bytes(100));
    c.name(onA, 100);
    var onB = b.put(bytes(100));
    named(onB, 100, c);

    Eventually.holds("the file of b comes", () -> c.holds(onB));
    assertThat(c.holds(onA)).isFalse();
    toA.heal();
    Eventually.holds(
        "the other one after the link is whole", Duration.ofSeconds(30), () -> c.holds(onA));
  }

  @Test
  void aSilentPeerHoldsNothingUp() throws Exception {
    toA.silence();
    var onA = a.put(bytes(SmallFile.MAX_BYTES + 7));
    named(onA, SmallFile.MAX_BYTES + 7, c);
    var onB = b.put(bytes(100));
    named(onB, 100, c);

    Eventually.holds("the file of b comes", () -> c.holds(onB));
    toA.heal();
    Eventually.holds("the other one too", Duration.ofSeconds(30), () -> c.holds(onA));
  }

  @Test
  void aLargeFileGoesOnWhereItStopped() throws Exception {
    var bytes = bytes(10 << 20);
    var file = a.put(bytes);
    var begun =
        c.store
            .uploads()
            .begin(PartName.of(file), bytes.length, bytes.length, "a".getBytes(US_ASCII));
    begun.append(ByteBuffer.wrap(bytes, 0, 9 << 20));
    begun.close();
    var before = c.replication.puller().receivedBytes();

    c.name(file, bytes.length);

    Eventually.holds("c holds it", () -> c.holds(file));
    assertThat(c.replication.puller().receivedBytes() - before).isEqualTo(1 << 20);
    assertThat(c.store.path(file).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  void aCutInTheMiddleOfALargeFileIsOutlived() throws Exception {
    var bytes = bytes(30 << 20);
    var file = a.put(bytes);
    c.name(file, bytes.length);
    Eventually.holds(
        "some of it has come",
        () -> c.replication.pulls().find(file).filter(p -> p.arrivedBytes() > 1 << 20).isPresent());
    toA.cut();
    toA.heal();

    Eventually.holds("c holds it", Duration.ofSeconds(30), () -> c.holds(file));
    assertThat(c.store.path(file).orElseThrow()).hasBinaryContent(bytes);
  }

  /** As a host whose disk rots, or that lies: the file has the right size, and is another. */
  @Test
  void aWrongFileIsNotKeptAndItsPeerNotAskedAgain() throws Exception {
    for (var size : List.of(1_000, 700_000)) {
      var right = bytes(size);
      var file = b.put(right);
      var wrong = a.put(right);
      var place = a.store.path(wrong).orElseThrow();
      Files.write(place, bytes(size));
      toB.cut();
      var blamed = c.replication.puller().blamed();

      c.name(file, size);
      Eventually.holds("a is blamed", () -> blamed.isBlamed(file, "a"));
      assertThat(c.holds(file)).isFalse();

      toB.heal();
      Eventually.holds("it comes from b", Duration.ofSeconds(30), () -> c.holds(file));
      assertThat(c.store.path(file).orElseThrow()).hasBinaryContent(right);
      assertThat(blamed.isBlamed(file, "b")).isFalse();
    }
    Eventually.holds("nothing is left over", () -> c.incoming().isEmpty());
  }

  @Test
  void aFileOfAnotherSizeThanItsRowIsNotTaken() throws Exception {
    for (var size : List.of(1_000, 700_000)) {
      var file = a.put(bytes(size));

      c.name(file, size - 1);

      Eventually.holds("a is blamed", () -> c.replication.puller().blamed().isBlamed(file, "a"));
      assertThat(c.holds(file)).isFalse();
      a.store.path(file).ifPresent(place -> assertThat(place).hasSize(size));
    }
  }

  /** Whatever a peer does, what is here stays as it is. */
  @Test
  void whatIsHeldIsNotFetchedAgain() throws Exception {
    var bytes = bytes(1_000);
    var file = c.put(bytes);
    a.put(bytes);
    var place = c.store.path(file).orElseThrow();
    var written = Files.getLastModifiedTime(place);

    c.name(file, 1_000);

    Eventually.holds("c says so", () -> "true".equals(c.copy(file)));
    assertThat(Files.getLastModifiedTime(place)).isEqualTo(written);
  }

  @Test
  void whatWasMissedIsFoundByComparingAll() throws Exception {
    var file = a.put(bytes(1_000));
    var other = b.put(bytes(10));
    Sql.execute(b.database, "alter table media.item disable trigger t90_push");
    named(file, 1_000, b);
    named(other, 10, b);
    Sql.execute(b.database, "alter table media.item enable always trigger t90_push");
    assertThat(b.replication.wanted().backlog().files()).isZero();

    b.replication.comparison().compareAll();

    Eventually.holds("b fetches it", () -> b.holds(file));
    Eventually.holds("and says what it has", () -> "true".equals(b.copy(other)));
  }

  @Test
  void whatIsLostIsFetchedAgainAndTold() throws Exception {
    var file = a.put(bytes(1_000));
    named(file, 1_000, b);
    Eventually.holds("b holds it", () -> "true".equals(b.copy(file)));
    toA.cut();
    Files.delete(b.store.path(file).orElseThrow());
    b.replication.comparison().compareAll();
    Eventually.holds("b says that it does not", () -> "false".equals(b.copy(file)));

    toA.heal();

    Eventually.holds("b has it back", Duration.ofSeconds(30), () -> "true".equals(b.copy(file)));
  }

  @Test
  void anOfferIsAnsweredOnceItIsHeldThere() throws Exception {
    for (var size : List.of(0, 1_000, 3_000_000)) {
      var file = a.put(bytes(size));

      assertThat(a.replication.offers().offer(file, Duration.ofSeconds(5)).get()).isTrue();
      assertThat(b.holds(file) || c.holds(file)).isTrue();
    }
  }

  @Test
  void anOfferGoesToTheNextWhenOneIsSilent() throws Exception {
    var silent = a.replication.peers().getFirst().id().equals("b") ? toB : toC;
    silent.silence();
    var file = a.put(bytes(1_000));

    assertThat(a.replication.offers().offer(file, Duration.ofSeconds(5)).get()).isTrue();
  }

  @Test
  void anOfferEndsInTime() throws Exception {
    toB.silence();
    toC.silence();
    var file = a.put(bytes(1_000));
    var began = System.nanoTime();

    assertThat(a.replication.offers().offer(file, Duration.ofSeconds(1)).get()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(a.replication.offers().offer(bytesName(), Duration.ofSeconds(1)).get())
        .as("what is not here")
        .isFalse();
  }

  private static Sha256 bytesName() {
    return Sha256.of(bytes(32));
  }

  @Test
  void offersAtOnceAreBounded() throws Exception {
    var offered = new LinkedHashMap<Sha256, CompletableFuture<Boolean>>();
    while (offered.size() < Offers.MAX_AT_ONCE) {
      var file = bytesName();
      offered.put(
          file, b.replication.offers().offered("a", new Content(file, 1)).toCompletableFuture());
    }

    assertThat(
            b.replication.offers().offered("a", new Content(bytesName(), 1)).toCompletableFuture())
        .isCompletedWithValue(false);
    for (var one : offered.entrySet()) {
      Eventually.holds(
          "it is answered once it is there",
          () -> {
            b.replication.wanted().held(one.getKey());
            return one.getValue().isDone();
          });
      assertThat(one.getValue()).isCompletedWithValue(true);
    }
  }

  @Test
  void whatIsOfferedByAStrangerIsNotTaken() throws Exception {
    var content = new Content(a.put(bytes(10)), 10);

    assertThat(b.replication.offers().offered("x", content).toCompletableFuture().get()).isFalse();
    assertThat(b.replication.wanted().backlog().files()).isZero();
  }

  @Test
  void whatIsTooLargeIsNotTaken() throws Exception {
    var content = new Content(bytesName(), SyncHost.MAX_BYTES + 1);

    assertThat(b.replication.offers().offered("a", content).toCompletableFuture().get()).isFalse();
    assertThat(b.replication.wanted().backlog().bytes()).isLessThan(SyncHost.MAX_BYTES);
  }

  /** A file where a folder should be: no store can keep what belongs there. */
  @Test
  void whatCannotBeKeptHoldsNothingUp() throws Exception {
    var bad = new ArrayList<Sha256>();
    for (var size : List.of(1_000, 300_000)) {
      var file = a.put(bytes(size));
      Files.writeString(b.folder.resolve(file.toString().substring(0, 2)), "no folder");
      bad.add(file);
      b.name(file, size);
    }
    var good = new ArrayList<Sha256>();
    while (good.size() < 20) {
      var file = a.put(bytes(500));
      if (bad.stream().noneMatch(f -> file.toString().startsWith(f.toString().substring(0, 2)))) {
        good.add(file);
        b.name(file, 500);
      }
    }

    Eventually.holds(
        "the others come", Duration.ofSeconds(30), () -> good.stream().allMatch(b::holds));
    for (var file : bad) {
      Files.delete(b.folder.resolve(file.toString().substring(0, 2)));
    }
    Eventually.holds("these too", Duration.ofSeconds(30), () -> bad.stream().allMatch(b::holds));
  }

  /** Whatever links do meanwhile, in the end every host holds every file that a row names. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20260301})
  void hostsConverge(long seed) throws Exception {
    var random = new Random(seed);
    var hosts = List.of(a, b, c);
    var links = List.of(toA, toB, toC);
    var named = new LinkedHashMap<Sha256, byte[]>();
    for (var step = 0; step < 80; step++) {
      var link = links.get(random.nextInt(3));
      switch (random.nextInt(8)) {
        case 0 -> link.cut();
        case 1 -> link.silence();
        case 2, 3 -> link.heal();
        case 4 -> lose(named, hosts.get(random.nextInt(3)), random);
        default -> {
          var bytes =
              new byte
                  [random.nextInt(10) == 0 ? random.nextInt(2_000_000) : random.nextInt(20_000)];
          random.nextBytes(bytes);
          var writer = hosts.get(random.nextInt(3));
          var file = writer.put(bytes);
          named.put(file, bytes);
          for (var host : hosts) {
            host.name(file, bytes.length);
          }
        }
      }
    }
    links.forEach(CuttableLink::heal);
    hosts.forEach(host -> host.replication.comparison().compareAll());

    for (var host : hosts) {
      Eventually.holds(
          "host " + host.id + " holds all, seed " + seed,
          Duration.ofSeconds(40),
          () -> named.keySet().stream().allMatch(host::holds));
      for (var file : named.entrySet()) {
        assertThat(host.store.path(file.getKey()).orElseThrow())
            .as("seed " + seed)
            .hasBinaryContent(file.getValue());
      }
    }
  }

  /** One copy of a file that another host has too goes. */
  private static void lose(Map<Sha256, byte[]> named, SyncHost host, Random random)
      throws Exception {
    for (var file : named.keySet()) {
      var copies = List.of(a, b, c).stream().filter(h -> h.holds(file)).count();
      if (copies == 3 && random.nextInt(3) == 0) {
        Files.delete(host.store.path(file).orElseThrow());
        return;
      }
    }
  }
}
