package org.steadyboard.bench.failover;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.timing.Latencies;

/** Many classrooms of one host, by its ingress, whose teachers click once a second. */
public final class Classrooms {

  private Classrooms() {}

  /**
   * What was seen.
   *
   * @param gaps from a click to the board
   * @param look what the look found, at the end of the clicking
   */
  public record Seen<T>(Latencies gaps, T look) {}

  /** Lets them click for so long, and looks while they still do. */
  public static <T> Seen<T> click(Host host, int count, int seconds, Supplier<T> look)
      throws Exception {
    var door = new HostDoor(host.id(), host.ingressPort(), host.ingressPort());
    var seatings = Collections.nCopies(count, Seating.free(Placement.BOTH));
    try (var connection = host.postgres().connect()) {
      var pairs = new org.steadyboard.bench.rows.School(host.sessionKey()).pairs(connection, count);
      try (var school =
          new School(
              host.origin(),
              List.of(door),
              seatings,
              pairs,
              Manners.OF_THE_WEB_UI,
              School.PATIENCE)) {
        T found;
        try (var clicking = school.clicking(count)) {
          TimeUnit.SECONDS.sleep(seconds);
          found = look.get();
          clicking.requireAlive();
        }
        var books = school.settle();
        if (books.lost() > 0) {
          throw new BenchFailure(books.lost() + " clicks were lost");
        }
        return new Seen<>(books.gaps(), found);
      }
    }
  }
}
