package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random conflicting writes to few keys of all enrolled tables on all hosts, random cuts and heals
 * of links, random kills of Postgres; and then all hosts are equal, and every acknowledged write is
 * there or lost to a newer one.
 *
 * <p>{@code -Dseed=…} repeats a run, {@code -Drounds=…} makes it longer.
 */
class ConvergenceTest {

  private static final int KEYS = 12;
  private static final int WRITES_A_ROUND = 120;
  private static final Duration AFTER_THE_LAST_HEAL = Duration.ofSeconds(10);

  /**
   * How a row of each table is written, with one column that says which write it was; %s: key, then
   * the write's number.
   */
  private static final Map<String, String> UPSERTS =
      Map.of(
          "identity.account",
              "insert into identity.account as t (id, email, name, role) values ('%s', 'x', '%s', 'teacher') on conflict (id) do update set name = excluded.name returning row_stamp",
          "identity.password",
              "insert into identity.password as t (id, hash, changed_at) values ('%s', '%s', now()) on conflict (id) do update set hash = excluded.hash returning row_stamp",
          "identity.preference",
              "insert into identity.preference as t (id, document) values ('%s', to_jsonb(%s)) on conflict (id) do update set document = excluded.document returning row_stamp",
          "identity.session",
              "insert into identity.session as t (id, token_hash, account_id, user_agent, created_at, expires_at) values ('%s', '\\x00', gen_random_uuid(), '%s', now(), now()) on conflict (id) do update set user_agent = excluded.user_agent returning row_stamp",
          "lesson.node",
              "insert into lesson.node as t (id, kind, title, rank, language) values ('%s', 'lesson', '%s', 'a', 'nl') on conflict (id) do update set title = excluded.title returning row_stamp",
          "lesson.page",
              "insert into lesson.page as t (id, lesson_id, rank, markdown, notes, html, headings, words, rendering) values ('%s', gen_random_uuid(), 'a', '%s', '', '', '', '', 1) on conflict (id) do update set markdown = excluded.markdown returning row_stamp",
          "board.stage",
              "insert into board.stage as t (id, tools) values ('%s', jsonb_build_object('n', %s)) on conflict (id) do update set tools = excluded.tools returning row_stamp",
          "board.pairing",
              "insert into board.pairing as t (id, board_id, account_id, name, paired_at, request_id) values ('%s', gen_random_uuid(), gen_random_uuid(), '%s', now(), gen_random_uuid()) on conflict (id) do update set name = excluded.name, deleted_at = now() returning row_stamp",
          "media.item",
              "insert into media.item as t (id, sha256, size, content_type, file_name, created_at) values ('%s', sha256('x'), 1, '', '%s', now()) on conflict (id) do update set file_name = excluded.file_name returning row_stamp");

  @TempDir private Path folder;
  private final List<TestHost> hosts = new ArrayList<>();

  /** The newest stamp that a host acknowledged, by table and key. */
  private final Map<String, Long> acknowledged = new HashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void allHostsAreEqualInTheEnd(int size) throws Exception {
    var seed = Long.getLong("seed", 20261124L);
    var rounds = Integer.getInteger("rounds", 8);
    System.out.printf("convergence of %d hosts: -Dseed=%d -Drounds=%d%n", size, seed, rounds);
    var random = new Random(seed);
    try {
      startAndJoin(size);
      var keys = keys(random);
      for (var round = 0; round < rounds; round++) {
        disturb(random);
        for (var write = 0; write < WRITES_A_ROUND; write++) {
          write(hosts.get(random.nextInt(size)), keys, random);
        }
      }
      hosts.forEach(h -> h.link.heal());
      Await.until("all hosts are equal", AFTER_THE_LAST_HEAL, this::repairAndCompare);

      assertThat(acknowledged).hasSizeGreaterThan(KEYS);
      assertNothingIsJustGone();
      assertStreamsStillRun();
    } finally {
      for (var host : hosts) {
        host.close();
      }
    }
  }

  private void startAndJoin(int size) throws Exception {
    for (var i = 0; i < size; i++) {
      hosts.add(new TestHost(String.valueOf((char) ('a' + i)), folder.resolve("host" + i)));
    }
    for (var i = 0; i < size; i++) {
      for (var j = i + 1; j < size; j++) {
        Mesh.join(hosts.get(i).mesh, hosts.get(j).mesh);
      }
    }
    assertThat(hosts.getFirst().query("select name from replication.enrolled_table"))
        .containsAll(UPSERTS.keySet());
  }

  private void disturb(Random random) throws Exception {
    var host = hosts.get(random.nextInt(hosts.size()));
    switch (random.nextInt(4)) {
      case 0 -> host.link.cut();
      case 1 -> host.link.heal();
      case 2 -> {
        host.kill();
        host.startAgain();
      }
      default -> hosts.forEach(h -> h.link.heal());
    }
  }

  private void write(TestHost host, List<UUID> keys, Random random) throws SQLException {
    var tables = UPSERTS.keySet().stream().sorted().toList();
    var table = tables.get(random.nextInt(tables.size()));
    var key = keys.get(random.nextInt(keys.size()));
    var stamp =
        Long.parseLong(
            host.query(UPSERTS.get(table).formatted(key, random.nextInt(1_000_000))).getFirst());
    acknowledged.merge(table + " " + key, stamp, Math::max);
  }

  private static List<UUID> keys(Random random) {
    var keys = new ArrayList<UUID>();
    for (var i = 0; i < KEYS; i++) {
      keys.add(new UUID(random.nextLong(), random.nextLong()));
    }
    return keys;
  }

  private boolean repairAndCompare() throws SQLException {
    for (var here : hosts) {
      for (var peer : hosts) {
        if (here != peer) {
          Repair.pull(here.mesh, peer.mesh);
        }
      }
    }
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
      writer.execute(UPSERTS.get("lesson.page").formatted(id, "last"));
      for (var reader : hosts) {
        Await.until(
            "a page of " + writer.id + " is on " + reader.id,
            AFTER_THE_LAST_HEAL,
            () -> !reader.query("select id from lesson.page where id = '" + id + "'").isEmpty());
      }
    }
  }

  private void assertNothingIsJustGone() throws SQLException {
    try (Connection connection = hosts.getLast().service().getConnection()) {
      for (var write : acknowledged.entrySet()) {
        var table = write.getKey().split(" ")[0];
        var key = write.getKey().split(" ")[1];
        try (var row =
            connection
                .createStatement()
                .executeQuery("select row_stamp from " + table + " where id = '" + key + "'")) {
          assertThat(row.next()).as(write.getKey()).isTrue();
          assertThat(row.getLong(1)).as(write.getKey()).isGreaterThanOrEqualTo(write.getValue());
        }
      }
    }
  }
}
