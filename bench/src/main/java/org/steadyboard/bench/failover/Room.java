package org.steadyboard.bench.failover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Click;
import org.steadyboard.bench.steer.Sockets;
import org.steadyboard.bench.timing.Latencies;

/**
 * A teacher and a board, and the books of what was clicked and what the class saw. A click has
 * reached the class when its page, or that of a later click, is on the board. On the event loop
 * only.
 */
final class Room {

  private final TeacherSeat teacher;
  private final BoardSeat board;
  private final Latencies gaps;
  private final Deque<Click> unseen = new ArrayDeque<>();
  private final long client = ThreadLocalRandom.current().nextLong();
  private long clicks;
  private long shown;

  /**
   * @param number decides on which host each of the two begins: all four ways in turn
   * @param gaps from the moment at which a click was meant to be made to the board
   */
  Room(
      Sockets sockets,
      List<Integer> ports,
      int number,
      PairedBoard identity,
      boolean saysAgain,
      Latencies gaps) {
    this.gaps = gaps;
    var random = new Random(number);
    this.teacher = new TeacherSeat(sockets, ports, number % 2, random, identity, saysAgain);
    this.board = new BoardSeat(sockets, ports, number / 2 % 2, random, identity, this::shows);
  }

  void enter() {
    board.connect();
    teacher.connect();
  }

  /**
   * @param counts whether the time until it is seen counts
   */
  void click(long intendedNanos, boolean counts) {
    var click = new Click(client, ++clicks, intendedNanos, counts);
    unseen.add(click);
    teacher.click(click);
  }

  void goHome() {
    board.goHome();
    teacher.goHome();
  }

  boolean isHome() {
    return board.isHome() && teacher.isHome();
  }

  /** Whether the teacher is on the first of the hosts. */
  boolean isTeacherOnFirst() {
    return teacher.host() == 0;
  }

  void look(long nowNanos) {
    teacher.look(nowNanos);
  }

  private void shows(UUID pageId, long nanos) {
    if (pageId == null) {
      return;
    }
    shown = Click.numberOfPage(pageId);
    while (!unseen.isEmpty() && unseen.getFirst().number() <= shown) {
      var click = unseen.removeFirst();
      if (click.counts()) {
        gaps.record(nanos - click.intendedNanos());
      }
    }
  }

  /** Whether the board shows the last click, and the teacher knows. */
  boolean isSettled() {
    return unseen.isEmpty() && shown == clicks && teacher.unanswered() == 0;
  }

  long clicks() {
    return clicks;
  }

  /** Clicks that the class never saw, nor a later one; to be asked when there was time enough. */
  long lost() {
    return unseen.isEmpty() && shown != clicks ? 1 : unseen.size();
  }

  long doubts() {
    return teacher.doubts();
  }

  void leave() {
    teacher.leave();
    board.leave();
  }
}
