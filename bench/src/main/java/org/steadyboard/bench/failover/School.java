package org.steadyboard.bench.failover;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Sockets;
import org.steadyboard.bench.timing.IntendedTimes;
import org.steadyboard.bench.timing.Pacer;

/** Many classrooms at once, spread over the hosts, whose teachers click all the time. */
final class School implements AutoCloseable {

  /** More than any of the rules of a browser takes. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int ROUNDS = 5;
  private static final long ENTER_EVERY_MILLIS = 5;

  private final Sockets sockets;
  private final List<Room> rooms;
  private final Duration patience;

  /**
   * @param seatings of the classrooms, as many as there are identities
   * @param patience how long is waited for what should be seen
   */
  School(
      String origin,
      List<HostDoor> hosts,
      List<Seating> seatings,
      List<PairedBoard> identities,
      Manners manners,
      Duration patience)
      throws InterruptedException {
    this.sockets =
        new Sockets(hosts.getFirst().socketPort(), hosts.getFirst().socketPort(), origin);
    this.patience = patience;
    this.rooms =
        IntStream.range(0, identities.size())
            .mapToObj(i -> new Room(sockets, hosts, i, seatings.get(i), identities.get(i), manners))
            .toList();
    sockets.onLoop(
        () -> {
          for (var i = 0; i < rooms.size(); i++) {
            sockets.after(1 + i * ENTER_EVERY_MILLIS, rooms.get(i)::enter);
          }
        });
    Thread.sleep(rooms.size() * ENTER_EVERY_MILLIS);
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

  /** Every way for two hosts, in turn. */
  static List<Seating> everyWay(int classrooms) {
    var ways = Placement.values();
    return IntStream.range(0, classrooms)
        .mapToObj(i -> Seating.free(ways[i % ways.length]))
        .toList();
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

  /** The same until it is closed. */
  Clicking clicking(int perSecond) {
    return new Clicking(
        Thread.ofPlatform()
            .name("teachers")
            .start(
                () -> {
                  try {
                    click(perSecond, Long.MAX_VALUE);
                  } catch (InterruptedException enough) {
                    // As it is told to end.
                  }
                }));
  }

  /** Teachers who click until they are told that it is enough. */
  record Clicking(Thread thread) implements AutoCloseable {
    /** Fails when they have stopped by themselves. */
    void requireAlive() {
      if (!thread.isAlive()) {
        throw new BenchFailure("the teachers have stopped clicking");
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      var interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until all is seen and answered, or has had time enough; then closes the books. */
  Books settle() throws InterruptedException {
    await();
    return sockets.ask(() -> new Books(rooms.stream().map(Room::book).toList()));
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
    sockets.onLoop(() -> rooms.forEach(Room::leave));
    sockets.close();
  }

  @Override
  public String toString() {
    return "school";
  }
}
