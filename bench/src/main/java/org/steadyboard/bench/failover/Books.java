package org.steadyboard.bench.failover;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.steadyboard.bench.failover.RoomBook.Seen;
import org.steadyboard.bench.timing.Latencies;

/** The books of many classrooms. */
record Books(List<RoomBook> rooms) {

  private static final double NANOS_IN_MILLI = 1e6;

  /** Of those that began like this. */
  Books of(Predicate<Seating> seating) {
    return new Books(rooms.stream().filter(room -> seating.test(room.seating())).toList());
  }

  long clicks() {
    return rooms.stream().mapToLong(RoomBook::clicks).sum();
  }

  long lost() {
    return rooms.stream().mapToLong(RoomBook::lost).sum();
  }

  long doubts() {
    return rooms.stream().mapToLong(RoomBook::doubts).sum();
  }

  long outOfStep() {
    return rooms.stream().filter(room -> !room.inStep()).count();
  }

  /** From the moment at which a click was meant to be made to the board. */
  Latencies gaps() {
    var gaps = new Latencies();
    rooms.forEach(room -> room.seen().forEach(seen -> gaps.record(seen.nanos())));
    return gaps;
  }

  /**
   * The longest time of any click that was meant to be made while something was being done, from
   * {@code begunNanos} to {@code doneNanos}, or was the classroom's first one after that.
   */
  double longestFirstMillis(long begunNanos, long doneNanos, long toNanos) {
    return rooms.stream()
        .flatMap(room -> firstClicks(room, begunNanos, doneNanos, toNanos))
        .mapToDouble(seen -> seen.nanos() / NANOS_IN_MILLI)
        .max()
        .orElse(0);
  }

  private static Stream<Seen> firstClicks(
      RoomBook room, long begunNanos, long doneNanos, long toNanos) {
    var meanwhile = room.seen().stream().filter(seen -> isWithin(seen, begunNanos, doneNanos));
    var first =
        room.seen().stream()
            .filter(seen -> isWithin(seen, doneNanos, toNanos))
            .min(Comparator.comparingLong(Seen::intendedNanos));
    return Stream.concat(meanwhile, first.stream());
  }

  /** The longest time of any click that was meant to be made in that time. */
  double longestMillis(long fromNanos, long toNanos) {
    return rooms.stream()
        .flatMap(room -> room.seen().stream())
        .filter(seen -> isWithin(seen, fromNanos, toNanos))
        .mapToDouble(seen -> seen.nanos() / NANOS_IN_MILLI)
        .max()
        .orElse(0);
  }

  private static boolean isWithin(Seen seen, long fromNanos, long toNanos) {
    return seen.intendedNanos() >= fromNanos && seen.intendedNanos() < toNanos;
  }

  /** Classrooms in which some click of that time took longer than this, or was never seen. */
  long stood(long fromNanos, long toNanos, double millis) {
    return rooms.stream()
        .filter(
            room ->
                room.lost() > 0
                    || room.seen().stream()
                        .anyMatch(
                            seen ->
                                isWithin(seen, fromNanos, toNanos)
                                    && seen.nanos() / NANOS_IN_MILLI > millis))
        .count();
  }
}
