package org.steadyboard.lesson.tree.mending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.lesson.tree.TreeReading;
import org.steadyboard.lesson.tree.mending.TreeMending.Place;
import org.steadyboard.lesson.tree.mending.TreeMending.Row;

/** Nodes are numbers here, and 0 the top. */
class TreeMendingTest {

  private static final int DEPTH = TreeReading.MAX_DEPTH;

  /** A tree, and where nodes are put back to. */
  private static final class Case {

    final Map<Integer, Row> rows = new LinkedHashMap<>();
    final Map<Integer, Integer> putBack = new TreeMap<>();

    Case node(int node, int parent, long moved) {
      return add(node, parent, false, null, moved, null);
    }

    Case moved(int node, int parent, long moved, int before) {
      return add(node, parent, false, null, moved, new Place(id(before), "before"));
    }

    Case lesson(int node, int parent) {
      return add(node, parent, true, null, 0, null);
    }

    Case deleted(int node, int parent, long deleted) {
      return add(node, parent, false, deleted, 0, null);
    }

    Case deletedLesson(int node, int parent, long deleted) {
      return add(node, parent, true, deleted, 0, null);
    }

    /** From {@code first} to {@code last}, each under the one before it. */
    Case chain(int first, int last, int parent) {
      for (var i = first; i <= last; i++) {
        node(i, i == first ? parent : i - 1, 0);
      }
      return this;
    }

    Case goes(int node, int parent) {
      putBack.put(node, parent);
      return this;
    }

    private Case add(
        int node, int parent, boolean isLesson, Long deleted, long moved, Place before) {
      rows.put(
          node, new Row(id(node), new Place(id(parent), "r"), isLesson, deleted, moved, before));
      return this;
    }
  }

  static Stream<Named<Case>> cases() {
    return Stream.of(
        Named.of("all is well", new Case().chain(1, DEPTH, 0)),
        Named.of(
            "too deep when made", new Case().chain(1, DEPTH, 0).node(90, DEPTH, 5).goes(90, 0)),
        Named.of(
            "too deep by two moves: the newer is undone, what is under it goes along",
            new Case()
                .chain(1, 40, 0)
                .moved(101, 40, 5, 0)
                .chain(102, 120, 101)
                .moved(201, 120, 6, 1)
                .chain(202, 210, 201)
                .goes(201, 1)),
        Named.of(
            "too deep by two moves, the lower is older",
            new Case()
                .chain(1, 40, 0)
                .moved(101, 40, 6, 1)
                .chain(102, 120, 101)
                .moved(201, 120, 5, 1)
                .chain(202, 210, 201)
                .goes(101, 1)),
        Named.of(
            "too deep where it stood before, too",
            new Case()
                .chain(1, DEPTH - 1, 0)
                .moved(101, DEPTH - 1, 5, DEPTH - 2)
                .chain(102, 104, 101)
                .goes(101, 0)),
        Named.of(
            "too deep, and where it stood before was deleted",
            new Case().chain(1, DEPTH, 0).deleted(80, 0, 1).moved(90, DEPTH, 5, 80).goes(90, 0)),
        Named.of(
            "too deep, twice",
            new Case()
                .chain(1, DEPTH, 0)
                .moved(90, DEPTH, 5, 1)
                .moved(91, DEPTH, 6, 2)
                .goes(90, 1)
                .goes(91, 2)),
        Named.of(
            "under a lesson, moved there",
            new Case().node(1, 0, 0).node(2, 0, 0).lesson(3, 1).moved(4, 3, 5, 2).goes(4, 2)),
        Named.of(
            "under a lesson, made there: beside the lesson",
            new Case().node(1, 0, 0).lesson(2, 1).node(3, 2, 5).chain(4, 6, 3).goes(3, 1)),
        Named.of("under a lesson at the top", new Case().lesson(1, 0).node(2, 1, 5).goes(2, 0)),
        Named.of(
            "under a lesson, and under one before",
            new Case().node(1, 0, 0).lesson(2, 1).lesson(3, 0).moved(4, 2, 5, 3).goes(4, 1)),
        Named.of(
            "a lesson under a lesson under a lesson",
            new Case().node(1, 0, 0).lesson(2, 1).lesson(3, 2).lesson(4, 3).goes(3, 1).goes(4, 1)),
        Named.of(
            "deleted under a lesson: nothing is hidden by it",
            new Case().lesson(1, 0).deleted(2, 1, 5)),
        Named.of(
            "under a lesson that was deleted: beside it",
            new Case().node(1, 0, 0).deletedLesson(2, 1, 9).node(3, 2, 5).goes(3, 1)),
        Named.of(
            "under a lesson in what was deleted before: where that stands",
            new Case().node(1, 0, 0).deleted(2, 1, 3).lesson(3, 2).node(4, 3, 5).goes(4, 1)),
        Named.of(
            "under a lesson too deep to stand beside it",
            new Case().chain(1, DEPTH - 1, 0).lesson(90, DEPTH - 1).node(91, 90, 5).goes(91, 63)),
        Named.of(
            "a cycle by two moves: the older is undone, not what stood there before",
            new Case().node(9, 0, 1).moved(1, 2, 5, 9).moved(2, 3, 6, 0).node(3, 1, 2).goes(1, 9)),
        Named.of(
            "a cycle, and when a node came there is not known",
            new Case().moved(1, 2, 6, 0).moved(2, 3, 5, 0).node(3, 1, 0).goes(2, 0)),
        Named.of(
            "a cycle, and a node was moved there long ago",
            new Case().moved(1, 2, 5, 0).moved(2, 3, 6, 0).moved(3, 1, 1, 0).goes(1, 0)),
        Named.of(
            "a cycle by three moves: the newest stays, one is undone",
            new Case().moved(1, 2, 5, 0).moved(2, 3, 6, 0).moved(3, 1, 7, 0).goes(2, 0)),
        Named.of(
            "a cycle by two moves of one moment: by id",
            new Case().moved(1, 2, 5, 0).moved(2, 3, 5, 0).node(3, 1, 2).goes(1, 0)),
        Named.of(
            "a cycle by one move that is remembered",
            new Case().node(8, 0, 0).node(1, 2, 7).moved(2, 3, 6, 8).node(3, 1, 0).goes(2, 8)),
        Named.of(
            "a cycle by moves that are not remembered",
            new Case().node(1, 2, 6).node(2, 3, 5).node(3, 1, 1).goes(2, 0)),
        Named.of(
            "a cycle, and where the loser stood before is in it",
            new Case().moved(1, 2, 5, 3).moved(2, 3, 6, 0).node(3, 1, 2).goes(1, 0)),
        Named.of(
            "two cycles",
            new Case()
                .moved(1, 2, 5, 0)
                .moved(2, 1, 8, 0)
                .moved(3, 4, 6, 0)
                .moved(4, 3, 7, 0)
                .goes(1, 0)
                .goes(3, 0)),
        Named.of("under itself", new Case().node(9, 0, 1).moved(1, 1, 5, 9).goes(1, 9)),
        Named.of(
            "a cycle above a lesson that has a node",
            new Case()
                .moved(1, 2, 5, 0)
                .moved(2, 1, 6, 0)
                .lesson(3, 2)
                .node(4, 3, 1)
                .goes(1, 0)
                .goes(4, 2)),
        Named.of("its parent has not arrived", new Case().node(1, 777, 5).chain(2, 99, 1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void putsBack(Case tree) {
    assertThat(places(tree.rows.values())).isEqualTo(tree.putBack);

    var shuffled = new ArrayList<>(tree.rows.values());
    Collections.shuffle(shuffled, new Random(1));
    assertThat(places(shuffled)).as("on another host").isEqualTo(tree.putBack);

    TreeMending.mend(shuffled).forEach(r -> tree.rows.put(number(r.id()), r));
    assertThat(TreeMending.mend(tree.rows.values())).as("a second time").isEmpty();
  }

  private static Map<Integer, Integer> places(Collection<Row> rows) {
    var places = new TreeMap<Integer, Integer>();
    TreeMending.mend(rows).forEach(r -> places.put(number(r.id()), number(r.place().parentId())));
    return places;
  }

  private static UUID id(int number) {
    return number == 0 ? null : new UUID(0, number);
  }

  private static int number(UUID id) {
    return id == null ? 0 : (int) id.getLeastSignificantBits();
  }
}
