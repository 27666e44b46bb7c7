package org.steadyboard.bench.failover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.browser.Page;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Click;
import org.steadyboard.bench.steer.Sockets;

/**
 * A teacher and a board, and the books of what was clicked and what the class saw. A click has
 * reached the class when its page, or that of a later click, is on the board. On the event loop
 * only.
 */
final class Room {

  private final Seating seating;
  private final HostDoor teacherHome;
  private final HostDoor boardHome;
  private final TeacherSeat teacher;
  private final BoardSeat board;
  private final Deque<Click> unseen = new ArrayDeque<>();
  private final List<RoomBook.Seen> seen = new ArrayList<>();
  private final long client = ThreadLocalRandom.current().nextLong();
  private long clicks;
  private long shown;

  /**
   * @param number by which chance is drawn
   */
  Room(
      Sockets sockets,
      List<HostDoor> hosts,
      int number,
      Seating seating,
      PairedBoard identity,
      Manners manners) {
    this.seating = seating;
    this.teacherHome = hosts.get(seating.placement().teacher());
    this.boardHome = hosts.get(seating.placement().board());
    var random = new Random(number);
    this.teacher = new TeacherSeat(page(sockets, hosts, teacherHome, random), identity, manners);
    this.board = new BoardSeat(page(sockets, hosts, boardHome, random), identity, this::shows);
  }

  private Page page(Sockets sockets, List<HostDoor> hosts, HostDoor home, Random random) {
    return new Page(sockets, seating.isControl() ? List.of(home) : hosts, home, random);
  }

  void enter() {
    board.start();
    teacher.start();
  }

  /**
   * @param counts whether the time until it is seen counts
   */
  void click(long intendedNanos, boolean counts) {
    var click = new Click(client, ++clicks, intendedNanos, counts);
    unseen.add(click);
    teacher.click(click);
  }

  /** A cold host may have been given up while all came in. */
  void goHome() {
    if (!isAt(boardHome, board)) {
      board.moveOver(boardHome);
    }
    if (!isAt(teacherHome, teacher)) {
      teacher.moveOver(teacherHome);
    }
  }

  boolean isHome() {
    return isAt(boardHome, board) && isAt(teacherHome, teacher);
  }

  private static boolean isAt(HostDoor home, org.steadyboard.bench.browser.Seat seat) {
    return seat.host().equals(home);
  }

  private void shows(UUID pageId, long nanos) {
    if (pageId == null) {
      return;
    }
    shown = Click.numberOfPage(pageId);
    while (!unseen.isEmpty() && unseen.getFirst().number() <= shown) {
      var click = unseen.removeFirst();
      if (click.counts()) {
        seen.add(new RoomBook.Seen(click.intendedNanos(), nanos - click.intendedNanos()));
      }
    }
  }

  /** Whether the board shows the last click, and the teacher knows. */
  boolean isSettled() {
    return unseen.isEmpty() && shown == clicks && teacher.isSettled();
  }

  /** To be asked when there was time enough. */
  RoomBook book() {
    var lost = unseen.isEmpty() && shown != clicks ? 1 : unseen.size();
    return new RoomBook(seating, clicks, lost, isSettled(), teacher.doubts(), List.copyOf(seen));
  }

  void leave() {
    teacher.leave();
    board.stop();
  }
}
