package org.steadyboard.database.mesh.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.database.mesh.EveryTable;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.compare.Limits;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.Eventually;

/**
 * All hosts write at once to few keys of all enrolled tables, while links are cut and silenced one
 * way or the other and Postgres is killed; each host keeps itself. Then, soon after the last heal,
 * all hosts are equal, and every acknowledged write is there or lost to a newer one.
 *
 * <p>{@code -Dseed=…} repeats the choices of a run (not the machine's timing), {@code -Drounds=…}
 * makes it longer.
 */
class ConvergenceTest {

  private static final int KEYS = 8;
  private static final int WRITES_A_ROUND_AND_HOST = 150;
  private static final int DISTURBANCES_A_ROUND = 3;
  private static final Duration AFTER_THE_LAST_HEAL = Duration.ofSeconds(10);
  private static final Duration COMPARISONS = Duration.ofSeconds(1);
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofMillis(200));

  @TempDir private Path folder;
  private final List<TestHost> hosts = new ArrayList<>();

  /** By viewer and target. */
  private final Map<String, CuttableLink> links = new LinkedHashMap<>();

  /** The newest stamp that a host acknowledged, by table and key. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private int cuts;
  private int kills;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void allHostsAreEqualInTheEnd(int size) throws Exception {
    var seed = Long.getLong("seed", 20261124L);
    var rounds = Integer.getInteger("rounds", 8);
    System.out.printf("convergence of %d hosts: -Dseed=%d -Drounds=%d%n", size, seed, rounds);
    var random = new Random(seed);
    var keepers = Executors.newScheduledThreadPool(size);
    try {
      start(size);
      keepThemselves(keepers, seed);
      var keys = keys(random);
      try (var writers = Executors.newFixedThreadPool(size)) {
        for (var round = 0; round < rounds; round++) {
          var writing = new ArrayList<Future<Void>>();
          for (var host : hosts) {
            var choices = new Random(random.nextLong());
            writing.add(writers.submit(() -> writeARound(host, keys, choices)));
          }
          for (var disturbance = 0; disturbance < DISTURBANCES_A_ROUND; disturbance++) {
            // Each run begins with a cut and a kill; all others are by chance.
            var first = round == 0 && disturbance < 2;
            disturb(first ? disturbance : random.nextInt(6), random, writing);
          }
          for (var done : writing) {
            done.get();
          }
        }
      }
      links.values().forEach(CuttableLink::heal);
      var healed = System.nanoTime();
      Eventually.holds("all hosts are equal", AFTER_THE_LAST_HEAL, this::allEqual);
      var took = Duration.ofNanos(System.nanoTime() - healed);
      System.out.printf(
          "%d writes acknowledged, %d not, %d cuts, %d kills; equal %d ms after the last heal%n",
          writes.get(), refused.get(), cuts, kills, took.toMillis());

      assertThat(took).isLessThanOrEqualTo(AFTER_THE_LAST_HEAL);
      assertThat(cuts).isPositive();
      assertThat(kills).isPositive();
      assertThat(acknowledged).hasSizeGreaterThan(KEYS * EveryTable.names().size() / 2);
      assertNothingIsJustGone();
      keepers.shutdownNow();
      keepers.awaitTermination(20, TimeUnit.SECONDS);
      assertStreamsStillRun();
    } finally {
      keepers.shutdownNow();
      for (var link : links.values()) {
        link.close();
      }
      for (var host : hosts) {
        host.close();
      }
    }
  }

  private void start(int size) throws Exception {
    for (var i = 0; i < size; i++) {
      hosts.add(new TestHost(String.valueOf((char) ('a' + i)), folder.resolve("host" + i)));
    }
    for (var viewer : hosts) {
      for (var target : hosts) {
        if (viewer != target) {
          links.put(viewer.id + target.id, target.newLink());
        }
      }
    }
    assertThat(hosts.getFirst().query("select name from replication.enrolled_table"))
        .as("every enrolled table has a writer here")
        .containsExactlyInAnyOrderElementsOf(EveryTable.names());
  }

  private void keepThemselves(ScheduledExecutorService keepers, long seed)
      throws InterruptedException {
    for (var host : hosts) {
      var peers = new ArrayList<MeshHost>();
      for (var peer : hosts) {
        if (peer != host) {
          peers.add(peer.over(links.get(host.id + peer.id)));
        }
      }
      var keeper =
          new MeshKeeper(
              host.mesh,
              peers,
              COMPARISONS,
              Clock.systemUTC(),
              new Random(seed),
              TestHost::noFault,
              LIMITS);
      keeper.visit();
      keepers.scheduleWithFixedDelay(
          () -> {
            try {
              keeper.visit();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          },
          0,
          200,
          TimeUnit.MILLISECONDS);
    }
  }

  private void disturb(int what, Random random, List<Future<Void>> writing) throws Exception {
    var some = List.copyOf(links.values()).get(random.nextInt(links.size()));
    switch (what) {
      case 0 -> {
        some.cut();
        cuts++;
      }
      case 1 -> {
        var host = hosts.get(random.nextInt(hosts.size()));
        host.kill();
        host.startAgain();
        kills++;
      }
      case 2 -> some.silence();
      case 3, 4 -> some.heal();
      default -> links.values().forEach(CuttableLink::heal);
    }
    // Until the next disturbance some is written, or the round is over.
    var enough = writes.get() + refused.get() + WRITES_A_ROUND_AND_HOST / DISTURBANCES_A_ROUND;
    Eventually.holds(
        "writes go on",
        Duration.ofSeconds(20),
        () -> writes.get() + refused.get() >= enough || writing.stream().allMatch(Future::isDone));
  }

  private Void writeARound(TestHost host, List<UUID> keys, Random random) {
    var tables = EveryTable.names();
    for (var write = 0; write < WRITES_A_ROUND_AND_HOST; write++) {
      var table = tables.get(random.nextInt(tables.size()));
      var key = keys.get(random.nextInt(keys.size()));
      try {
        for (var stamp : host.query(EveryTable.write(table, key, random))) {
          acknowledged.merge(table + " " + key, Long.parseLong(stamp), Math::max);
          writes.incrementAndGet();
        }
      } catch (SQLException e) {
        // Its Postgres was killed just now: nothing was acknowledged.
        refused.incrementAndGet();
      }
    }
    return null;
  }

  private static List<UUID> keys(Random random) {
    var keys = new ArrayList<UUID>();
    for (var i = 0; i < KEYS; i++) {
      keys.add(new UUID(random.nextLong(), random.nextLong()));
    }
    return keys;
  }

  private boolean allEqual() throws SQLException {
    for (var peer : hosts.subList(1, hosts.size())) {
      if (!Comparison.compare(hosts.getFirst().mesh, peer.mesh).stream()
          .allMatch(Comparison.TableDifference::isEqual)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Repair could hide a stream that stopped at a row that it cannot apply, so what is written now
   * must arrive without it.
   */
  private void assertStreamsStillRun() throws Exception {
    for (var writer : hosts) {
      var id = UUID.randomUUID();
      writer.execute("insert into board.stage (id) values ('" + id + "')");
      for (var reader : hosts) {
        Eventually.holds(
            "a row of " + writer.id + " is on " + reader.id,
            AFTER_THE_LAST_HEAL,
            () -> !reader.query("select id from board.stage where id = '" + id + "'").isEmpty());
      }
    }
  }

  private void assertNothingIsJustGone() throws SQLException {
    try (Connection connection = hosts.getLast().service().getConnection()) {
      for (var write : acknowledged.entrySet()) {
        var table = write.getKey().split(" ")[0];
        var key = write.getKey().split(" ")[1];
        try (var statement = connection.createStatement();
            var row =
                statement.executeQuery(
                    "select row_stamp from " + table + " where id = '" + key + "'")) {
          assertThat(row.next()).as(write.getKey()).isTrue();
          assertThat(row.getLong(1)).as(write.getKey()).isGreaterThanOrEqualTo(write.getValue());
        }
      }
    }
  }
}
