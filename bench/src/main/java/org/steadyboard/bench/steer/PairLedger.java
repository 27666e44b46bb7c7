package org.steadyboard.bench.steer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The books of one teacher and one board: what was clicked, what the host acknowledged, what the
 * board showed. Knows nothing of sockets; the time arrives with each event.
 *
 * <p>A change has reached the board when the board shows its revision or a newer one.
 */
final class PairLedger {

  /** Enough of what was shown to find where a change stood whose "done" comes later. */
  private static final int SHOWN_KEPT = 64;

  private record Acknowledged(Click click, Revision revision) {}

  private record Shown(Revision revision, UUID pageId, int step, long nanos) {}

  private final Tally tally;
  private final Map<Long, Click> unanswered = new HashMap<>(4);
  private final Deque<Acknowledged> notYetShown = new ArrayDeque<>(4);
  private final Deque<Shown> shown = new ArrayDeque<>(4);
  private Acknowledged newest;
  private final long client = ThreadLocalRandom.current().nextLong();
  private long clicks;

  PairLedger(Tally tally) {
    this.tally = tally;
  }

  Click click(long intendedNanos, boolean counts) {
    var click = new Click(client, ++clicks, intendedNanos, counts);
    unanswered.put(click.number(), click);
    return click;
  }

  void done(UUID commandId, Revision revision, long nanos) {
    var click = unanswered.remove(Click.numberOf(commandId));
    if (click == null) {
      return;
    }
    tally.done++;
    if (click.counts()) {
      tally.clickToDone.record(nanos - click.intendedNanos());
    }
    var acknowledged = new Acknowledged(click, revision);
    if (newest == null || revision.compareTo(newest.revision()) >= 0) {
      newest = acknowledged;
    }
    shown.stream()
        .filter(s -> s.revision().compareTo(revision) >= 0)
        .findFirst()
        .ifPresentOrElse(s -> reached(acknowledged, s), () -> notYetShown.add(acknowledged));
  }

  void refused(UUID commandId) {
    var click = unanswered.remove(Click.numberOf(commandId));
    if (click != null) {
      tally.refused(click);
    }
  }

  /** The board got a stage. It ignores what is not newer, as a board page does. */
  void shown(Revision revision, UUID pageId, int step, long nanos) {
    if (!shown.isEmpty() && revision.compareTo(shown.getLast().revision()) <= 0) {
      return;
    }
    var now = new Shown(revision, pageId, step, nanos);
    shown.addLast(now);
    if (shown.size() > SHOWN_KEPT) {
      shown.removeFirst();
    }
    notYetShown.removeIf(
        a -> {
          var reached = a.revision().compareTo(revision) <= 0;
          if (reached) {
            reached(a, now);
          }
          return reached;
        });
  }

  private void reached(Acknowledged change, Shown by) {
    tally.reached(change.click(), by.nanos());
    if (!by.revision().equals(change.revision())) {
      tally.overtaken++;
    }
  }

  /** What is still under way has failed. */
  void giveUp() {
    unanswered.values().forEach(tally::failed);
    notYetShown.forEach(acknowledged -> tally.failed(acknowledged.click()));
  }

  /** Whether nothing is under way. */
  boolean isSettled() {
    return unanswered.isEmpty() && notYetShown.isEmpty();
  }

  int unanswered() {
    return unanswered.size();
  }

  /**
   * Whether the board does not show the last change that was acknowledged, by revision and by
   * content. To be asked when the host has had time enough.
   */
  boolean hasLost() {
    if (newest == null) {
      return false;
    }
    if (shown.isEmpty()) {
      return true;
    }
    var last = shown.getLast();
    var order = last.revision().compareTo(newest.revision());
    var click = newest.click();
    return order < 0
        || order == 0 && !(click.pageId().equals(last.pageId()) && click.step() == last.step());
  }
}
