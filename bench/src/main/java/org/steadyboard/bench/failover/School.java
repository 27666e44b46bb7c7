package org.steadyboard.bench.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Sockets;
import org.steadyboard.bench.timing.IntendedTimes;
import org.steadyboard.bench.timing.Latencies;
import org.steadyboard.bench.timing.Pacer;

/** Many classrooms at once, spread over the hosts, whose teachers click all the time. */
final class School implements AutoCloseable {

  /** More than any of the rules of a browser takes. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int ROUNDS = 5;
  private static final long LOOK_MILLIS = 100;

  private final Sockets sockets;
  private final Latencies gaps = new Latencies();
  private final List<Room> rooms = new ArrayList<>();
  private final Duration patience;
  private boolean ended;

  /**
   * What became of the clicks.
   *
   * @param lost of which the class never saw anything
   * @param saidAgain acknowledged stages that the next host did not have
   */
  record Books(long clicks, long lost, long saidAgain, Latencies gaps) {}

  /**
   * @param ports of the hosts' board-services, two of them
   * @param saysAgain whether browsers follow the rule; false for the negative control
   * @param patience how long is waited for what should be seen
   */
  School(
      String origin,
      List<Integer> ports,
      List<PairedBoard> identities,
      boolean saysAgain,
      Duration patience)
      throws InterruptedException {
    this.sockets = new Sockets(ports.getFirst(), ports.getFirst(), origin);
    this.patience = patience;
    for (var i = 0; i < identities.size(); i++) {
      rooms.add(new Room(sockets, ports, i, identities.get(i), saysAgain, gaps));
    }
    sockets.onLoop(() -> rooms.forEach(Room::enter));
    sockets.onLoop(this::look);
    for (var round = 0; round < ROUNDS; round++) {
      // A page for everybody, so that all are known to be connected; it counts for nothing.
      var now = System.nanoTime();
      sockets.onLoop(() -> rooms.forEach(room -> room.click(now, false)));
      await();
      if (sockets.ask(() -> rooms.stream().allMatch(Room::isHome))) {
        return;
      }
      sockets.onLoop(() -> rooms.forEach(Room::goHome));
    }
  }

  /** How many teachers are on the first of the hosts now. */
  long teachersOnFirst() throws InterruptedException {
    return sockets.ask(() -> rooms.stream().filter(Room::isTeacherOnFirst).count());
  }

  private void look() {
    if (!ended) {
      var now = System.nanoTime();
      rooms.forEach(room -> room.look(now));
      sockets.after(LOOK_MILLIS, this::look);
    }
  }

  /** All rooms in turn, evenly spread; returns when the last click was made. */
  void click(int perSecond, long count) throws InterruptedException {
    var times = new IntendedTimes(System.nanoTime(), perSecond);
    Pacer.run(
        times,
        count,
        index ->
            sockets.onLoop(
                () -> rooms.get((int) (index % rooms.size())).click(times.at(index), true)));
  }

  /** Waits until all is seen and answered, or has had time enough; then closes the books. */
  Books settle() throws InterruptedException {
    await();
    return sockets.ask(
        () ->
            new Books(
                rooms.stream().mapToLong(Room::clicks).sum(),
                rooms.stream().mapToLong(Room::lost).sum(),
                rooms.stream().mapToLong(Room::doubts).sum(),
                gaps));
  }

  private void await() throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline
        && !sockets.ask(() -> rooms.stream().allMatch(Room::isSettled))) {
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    sockets.onLoop(
        () -> {
          ended = true;
          rooms.forEach(Room::leave);
        });
    sockets.close();
  }

  @Override
  public String toString() {
    return "school";
  }
}
