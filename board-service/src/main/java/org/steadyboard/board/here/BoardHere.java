package org.steadyboard.board.here;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.StageRow;

/** A board that is connected here, or whose teacher is. Belongs to the loop. */
public final class BoardHere {

  private final UUID id;
  private final AtomicInteger unpaired;
  private final List<TeacherHere> teachers = new ArrayList<>(1);
  private final Map<String, Seen> seen = new HashMap<>(2);

  private BoardLink link;
  private Revision shown;
  private boolean paired;
  private List<Pairing> pairings = List.of();
  private StageRow row;
  private PointerRow farPointer;
  private boolean pairingsChanged;
  private boolean countsAsUnpaired;
  private long unusedSinceNanos;

  /** Read by other threads too, to see whether a change is known already. */
  private volatile Revision newest = Revision.NONE;

  /**
   * @param unpaired counts the boards that are connected and that nobody is paired with
   */
  BoardHere(UUID id, AtomicInteger unpaired) {
    this.id = id;
    this.unpaired = unpaired;
  }

  public UUID id() {
    return id;
  }

  /** The connected board, or null. */
  public BoardLink link() {
    return link;
  }

  public void link(BoardLink connected) {
    this.link = connected;
    this.shown = null;
    count();
  }

  /** What the connected board said that it shows, or null. */
  public Revision shown() {
    return shown;
  }

  public void shown(Revision said) {
    this.shown = said;
  }

  /** Whether it ever was paired: only then are there rows of it. */
  public boolean wasPaired() {
    return paired;
  }

  public void wasPaired(boolean known) {
    this.paired = known;
  }

  public List<Pairing> pairings() {
    return pairings;
  }

  public void pairings(List<Pairing> present) {
    this.pairings = List.copyOf(present);
    count();
  }

  private void count() {
    var counts = link != null && pairings.isEmpty();
    if (counts != countsAsUnpaired) {
      countsAsUnpaired = counts;
      unpaired.addAndGet(counts ? 1 : -1);
    }
  }

  /** Notes that a pairing changed while no connection was there to be told. */
  public void notePairingsChanged() {
    pairingsChanged = true;
  }

  public boolean takePairingsChanged() {
    var changed = pairingsChanged;
    pairingsChanged = false;
    return changed;
  }

  public Optional<Pairing> newestPairing() {
    return pairings.stream().max(Comparator.comparing(Pairing::pairedAt));
  }

  /** The teachers here who may steer it. */
  public List<TeacherHere> teachers() {
    return teachers;
  }

  /** What is known to stand in the database, or null: then it must be read before it is used. */
  public StageRow row() {
    return row;
  }

  public void row(StageRow present) {
    this.row = present;
    this.newest = present.revision();
  }

  public void forgetRow() {
    this.row = null;
  }

  /** The newest revision that was shown, even when its row is not known any more. */
  public Revision newest() {
    return newest;
  }

  /** What hosts wrote down about it, by host. */
  public Map<String, Seen> seen() {
    return seen;
  }

  /** The host that sees it, of those that may be believed the one that wrote last; null: none. */
  public String seenBy(String here, Predicate<String> isAlive) {
    if (link != null) {
      return here;
    }
    return seen.values().stream()
        .filter(s -> s.connected() && isAlive.test(s.host()))
        .max(Comparator.comparing(Seen::stamp))
        .map(Seen::host)
        .orElse(null);
  }

  public Instant lastSeenAt() {
    return seen.values().stream().map(Seen::seenAt).max(Comparator.naturalOrder()).orElse(null);
  }

  /** What it was shown last of where teachers of other hosts point, or null. */
  public PointerRow farPointer() {
    return farPointer;
  }

  public void farPointer(PointerRow shown) {
    this.farPointer = shown;
  }

  /** Tells all windows of all teachers here who may steer it. */
  public void tellTeachers(String message) {
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
