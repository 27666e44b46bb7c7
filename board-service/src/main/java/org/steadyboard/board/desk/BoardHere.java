package org.steadyboard.board.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.pairing.PairingStore.Pairing;
import org.steadyboard.board.pointing.PointerRow;
import org.steadyboard.board.presence.PresenceStore.Seen;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.StageRow;

/** A board that is connected here, or whose teacher is. Belongs to the loop. */
final class BoardHere {

  private final UUID id;
  private final List<TeacherHere> teachers = new ArrayList<>(1);
  private final Map<String, Seen> seen = new HashMap<>(2);

  private BoardLink link;
  private boolean paired;
  private List<Pairing> pairings = List.of();
  private StageRow row;
  private PointerRow farPointer;
  private boolean pairingsChanged;
  private long unusedSinceNanos;

  /** Read by other threads too, to see whether a change is known already. */
  private volatile Revision newest = Revision.NONE;

  BoardHere(UUID id) {
    this.id = id;
  }

  UUID id() {
    return id;
  }

  /** The connected board, or null. */
  BoardLink link() {
    return link;
  }

  void link(BoardLink connected) {
    this.link = connected;
  }

  /** Whether it ever was paired: only then are there rows of it. */
  boolean wasPaired() {
    return paired;
  }

  void wasPaired(boolean known) {
    this.paired = known;
  }

  List<Pairing> pairings() {
    return pairings;
  }

  void pairings(List<Pairing> present) {
    this.pairings = List.copyOf(present);
  }

  /** Notes that a pairing changed while no connection was there to be told. */
  void notePairingsChanged() {
    pairingsChanged = true;
  }

  boolean takePairingsChanged() {
    var changed = pairingsChanged;
    pairingsChanged = false;
    return changed;
  }

  Optional<Pairing> newestPairing() {
    return pairings.stream().max(Comparator.comparing(Pairing::pairedAt));
  }

  /** The teachers here who may steer it. */
  List<TeacherHere> teachers() {
    return teachers;
  }

  /** What is known to stand in the database, or null: then it must be read before it is used. */
  StageRow row() {
    return row;
  }

  void row(StageRow present) {
    this.row = present;
    this.newest = present.revision();
  }

  void forgetRow() {
    this.row = null;
  }

  /** The newest revision that was shown, even when its row is not known any more. */
  Revision newest() {
    return newest;
  }

  /** What hosts wrote down about it, by host. */
  Map<String, Seen> seen() {
    return seen;
  }

  /** Whether a host that may be believed sees it. */
  boolean isConnected(Predicate<String> isAlive) {
    return link != null
        || seen.values().stream().anyMatch(s -> s.connected() && isAlive.test(s.host()));
  }

  Instant lastSeenAt() {
    return seen.values().stream().map(Seen::seenAt).max(Comparator.naturalOrder()).orElse(null);
  }

  /** What it was shown last of where teachers of other hosts point, or null. */
  PointerRow farPointer() {
    return farPointer;
  }

  void farPointer(PointerRow shown) {
    this.farPointer = shown;
  }

  /** Tells all windows of all teachers here who may steer it. */
  void tellTeachers(String message) {
    for (var teacher : teachers) {
      teacher.tell(message);
    }
  }

  /** Whether nobody here has used it for a while. */
  boolean isUnused(long nowNanos, long forNanos) {
    if (link != null || !teachers.isEmpty()) {
      unusedSinceNanos = 0;
      return false;
    }
    if (unusedSinceNanos == 0) {
      unusedSinceNanos = nowNanos;
    }
    return nowNanos - unusedSinceNanos > forNanos;
  }
}
