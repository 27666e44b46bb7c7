package org.steadyboard.lesson.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two hosts put rows among siblings of one rank, before they hear of each other. */
class SharedRankTest {

  private static final String RANK = "V00000";

  /**
   * What one host holds: the ranks by id. Only positive ids, which Java orders as Postgres does.
   */
  private record Host(Map<UUID, String> rows) {

    static Host with(List<UUID> siblings, String next) {
      var host = new Host(new TreeMap<>());
      siblings.forEach(id -> host.rows.put(id, RANK));
      if (next != null) {
        host.rows.put(id(99), next);
      }
      return host;
    }

    void put(UUID row, UUID sibling) {
      var rank = rows.get(sibling);
      var others = new TreeMap<>(rows);
      others.remove(row);
      var next =
          others.values().stream()
              .filter(r -> r.compareTo(rank) > 0)
              .min(Comparator.naturalOrder())
              .orElse(null);
      var siblings = rows.keySet().stream().filter(id -> rows.get(id).equals(rank)).toList();
      var room = new SharedRank(rank, siblings, next).after(sibling, row);
      rows.putAll(room.setApart());
      rows.put(row, room.rank());
    }

    /** Of each row the version that was written; both wrote the same to what both wrote. */
    List<UUID> mergedWith(Host peer, Host before) {
      var merged = new TreeMap<>(rows);
      peer.rows.forEach(
          (id, rank) -> {
            var isOld = rank.equals(before.rows.get(id));
            var mine = rows.get(id);
            if (mine != null && !isOld && !mine.equals(before.rows.get(id))) {
              assertThat(rank).as("both wrote %s", id).isEqualTo(mine);
            }
            if (mine == null || !isOld) {
              merged.put(id, rank);
            }
          });
      return merged.keySet().stream().sorted(Comparator.comparing(merged::get)).toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {"none", "V00001", "V00002", "V000001", "V00000001", "V000002"},
      nullValues = "none")
  void bothFindTheirRowsWhereTheyPutThem(String next) {
    for (var count = 1; count <= 4; count++) {
      for (var here = 0; here < count; here++) {
        for (var there = 0; there < count; there++) {
          var siblings = ids(10, count);
          var before = Host.with(siblings, next);
          var a = Host.with(siblings, next);
          var b = Host.with(siblings, next);
          for (var time = 0; time < 3; time++) {
            a.put(id(20 + time), siblings.get(here));
            // Ids that come before those of the siblings.
            b.put(id(1 + time), siblings.get(there));
          }

          var order = a.mergedWith(b, before);

          var rank = "%s of %s, next %s".formatted(here + " and " + there, count, next);
          assertThat(order.stream().filter(id -> !ids(1, 3).contains(id)))
              .as(rank)
              .containsExactlyElementsOf(expected(siblings, here, ids(20, 3), next));
          assertThat(order.stream().filter(id -> !ids(20, 3).contains(id)))
              .as(rank)
              .containsExactlyElementsOf(expected(siblings, there, ids(1, 3), next));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 0", "2, 0", "2, 1", "0, 1"})
  void oneOfThemMoves(int from, int to) {
    var siblings = ids(10, 3);
    var host = Host.with(siblings, null);
    host.put(siblings.get(from), siblings.get(to));

    var expected = new ArrayList<>(siblings);
    expected.remove(from);
    expected.add(expected.indexOf(siblings.get(to)) + 1, siblings.get(from));
    assertThat(host.mergedWith(host, host)).isEqualTo(expected);
  }

  /** What was put last stands right behind the sibling. */
  private static List<UUID> expected(List<UUID> siblings, int at, List<UUID> put, String next) {
    var expected = new ArrayList<>(siblings);
    expected.addAll(at + 1, put.reversed());
    if (next != null) {
      expected.add(id(99));
    }
    return expected;
  }

  private static List<UUID> ids(int first, int count) {
    var ids = new ArrayList<UUID>();
    for (var i = 0; i < count; i++) {
      ids.add(id(first + i));
    }
    return ids;
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }
}
