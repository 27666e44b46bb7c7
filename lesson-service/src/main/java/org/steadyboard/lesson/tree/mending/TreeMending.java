package org.steadyboard.lesson.tree.mending;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.lesson.tree.TreeReading;

/**
 * What must be put back so that every node can be reached, after hosts that did not hear each other
 * changed one tree. Pure: the same rows give the same answer on every host, so that hosts that mend
 * at once do the same.
 *
 * <ul>
 *   <li>Moves that make a cycle: the newest of them stays, and the one before it is undone.
 *   <li>A node that came under a node after that was deleted, or under a lesson: it goes back to
 *       where it stood; if that stands no more, to the nearest node above that does; else to the
 *       top.
 *   <li>A node that stands deeper than reading follows: the newest move above it is undone.
 * </ul>
 *
 * <p>A node that was deleted after another came under it takes that along. Nodes whose parents have
 * not arrived are left alone. Ties go by id.
 */
final class TreeMending {

  /**
   * @param parentId null: the top of the tree
   */
  record Place(UUID parentId, String rank) {}

  /**
   * A node as its row says.
   *
   * @param deletedMicros since 1970; null: it is not deleted
   * @param movedMicros when it came under its parent; 0: not known, long ago
   * @param before where it stood before that; null: nowhere
   */
  record Row(
      UUID id, Place place, boolean isLesson, Long deletedMicros, long movedMicros, Place before) {

    /** As if it had been put there right after the move that is undone. */
    Row putBack(Place to) {
      return new Row(id, to, isLesson, deletedMicros, movedMicros + 1, null);
    }
  }

  private static final Comparator<Row> BY_AGE =
      Comparator.comparingLong(Row::movedMicros).thenComparing(Row::id);

  private final Map<UUID, Row> rows = new HashMap<>();

  private TreeMending(Collection<Row> rows) {
    rows.forEach(r -> this.rows.put(r.id(), r));
  }

  /**
   * The nodes that are to be written, as they are to be; empty when all is well.
   *
   * @param rows the nodes in question with all that is above them, and above where they stood
   *     before
   */
  static List<Row> mend(Collection<Row> rows) {
    var mending = new TreeMending(rows);
    var changed = new LinkedHashMap<UUID, Row>();
    // Each round takes from one node a place to go back to, or puts it to the top.
    for (var round = 0; round < 2 * rows.size() + 1; round++) {
      var mended = mending.next();
      if (mended.isEmpty()) {
        break;
      }
      mending.rows.put(mended.get().id(), mended.get());
      changed.put(mended.get().id(), mended.get());
    }
    return List.copyOf(changed.values());
  }

  /** For each of these nodes that is hidden: since when, in microseconds. */
  static Map<UUID, Long> hiddenSince(Collection<Row> rows, Collection<UUID> nodes) {
    var mending = new TreeMending(rows);
    var hidden = new HashMap<UUID, Long>();
    for (var id : nodes) {
      Optional.ofNullable(mending.rows.get(id))
          .flatMap(
              r -> {
                var above = mending.above(r).nodes;
                above.add(r);
                return newestDeletion(above);
              })
          .ifPresent(since -> hidden.put(id, since));
    }
    return hidden;
  }

  /** The levels of those of these nodes that hang on the top: 1 is there. */
  static Map<UUID, Integer> levels(Collection<Row> rows, Collection<UUID> nodes) {
    var mending = new TreeMending(rows);
    var levels = new HashMap<UUID, Integer>();
    nodes.stream()
        .map(mending.rows::get)
        .filter(Objects::nonNull)
        .forEach(
            r -> {
              var above = mending.above(r);
              if (above.top == Top.REACHED) {
                levels.put(r.id(), above.nodes.size() + 1);
              }
            });
    return levels;
  }

  private enum Top {
    REACHED,
    NOT_HERE,
    CYCLE
  }

  /** What is above a node, the nearest first. */
  private record Above(List<Row> nodes, Top top) {}

  private Above above(Row row) {
    var nodes = new ArrayList<Row>();
    var seen = new LinkedHashSet<UUID>(Set.of(row.id()));
    var at = row.place().parentId();
    while (at != null) {
      if (!seen.add(at)) {
        return new Above(nodes, Top.CYCLE);
      }
      var parent = rows.get(at);
      if (parent == null) {
        return new Above(nodes, Top.NOT_HERE);
      }
      nodes.add(parent);
      at = parent.place().parentId();
    }
    return new Above(nodes, Top.REACHED);
  }

  private Optional<Row> next() {
    return inCycle()
        .map(r -> r.putBack(former(r).orElse(new Place(null, r.place().rank()))))
        .or(() -> stranded().map(r -> r.putBack(refuge(r))))
        .or(
            () ->
                tooDeep().map(r -> r.putBack(former(r).orElse(new Place(null, r.place().rank())))));
  }

  private Optional<Row> inCycle() {
    return rows.values().stream().filter(this::isInCycle).min(BY_AGE).map(this::loser);
  }

  /**
   * Of two moves that closed the cycle of {@code member}: the older. Whoever made the newest did
   * not see one of the others, and the second newest is no older than that one; so it is none that
   * stood there, for everyone to see, when hosts were cut off. What nobody moved did not close the
   * cycle, however young it is, unless it is not known who moved.
   */
  private Row loser(Row member) {
    var cycle = above(member).nodes;
    cycle.add(member);
    var moved = cycle.stream().filter(r -> r.before() != null).toList();
    return (moved.isEmpty() ? cycle : moved)
        .stream().sorted(BY_AGE.reversed()).limit(2).min(BY_AGE).orElseThrow();
  }

  private boolean isInCycle(Row row) {
    var above = above(row);
    return above.top == Top.CYCLE
        && (above.nodes.isEmpty()
            ? row.id().equals(row.place().parentId())
            : row.id().equals(above.nodes.getLast().place().parentId()));
  }

  /** The topmost are mended first: what is under them may be well then. */
  private Optional<Row> stranded() {
    return rows.values().stream()
        .filter(this::isStranded)
        .filter(r -> above(r).nodes.stream().noneMatch(this::isStranded))
        .min(BY_AGE);
  }

  private boolean isStranded(Row row) {
    if (row.deletedMicros() != null) {
      return false;
    }
    var above = above(row);
    if (above.top != Top.REACHED || above.nodes.isEmpty()) {
      return false;
    }
    return above.nodes.getFirst().isLesson()
        || newestDeletion(above.nodes).filter(since -> row.movedMicros() > since).isPresent();
  }

  private Optional<Row> tooDeep() {
    return rows.values().stream()
        .map(
            r -> {
              var chain = above(r);
              chain.nodes.addFirst(r);
              return chain;
            })
        .filter(c -> c.top == Top.REACHED && c.nodes.size() > TreeReading.MAX_DEPTH)
        // What stands at the top already cannot go higher.
        .flatMap(
            c -> c.nodes.stream().filter(r -> r.place().parentId() != null).max(BY_AGE).stream())
        .min(BY_AGE);
  }

  private Place refuge(Row row) {
    return former(row)
        .or(
            () ->
                above(row).nodes.stream()
                    .filter(a -> canHold(a, row))
                    .findFirst()
                    .map(a -> new Place(a.id(), row.place().rank())))
        .orElse(new Place(null, row.place().rank()));
  }

  private Optional<Place> former(Row row) {
    return Optional.ofNullable(row.before())
        .filter(
            b ->
                b.parentId() == null
                    || (rows.containsKey(b.parentId()) && canHold(rows.get(b.parentId()), row)));
  }

  private boolean canHold(Row parent, Row row) {
    var chain = above(parent);
    chain.nodes.addFirst(parent);
    return !parent.isLesson()
        && chain.top == Top.REACHED
        && chain.nodes.size() < TreeReading.MAX_DEPTH
        && chain.nodes.stream().noneMatch(r -> r.id().equals(row.id()))
        && newestDeletion(chain.nodes).isEmpty();
  }

  private static Optional<Long> newestDeletion(List<Row> nodes) {
    return nodes.stream()
        .map(Row::deletedMicros)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }
}
