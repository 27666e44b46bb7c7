package org.steadyboard.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.failover.RoomBook.Seen;

class BooksTest {

  private static final long MILLI = 1_000_000;

  /** Begun at 1,000 ms, done at 1,500. */
  private static final long BEGUN = 1000 * MILLI;

  private static final long DONE = 1500 * MILLI;
  private static final long END = 9000 * MILLI;

  private static RoomBook room(long lost, Seen... seen) {
    return new RoomBook(
        Seating.free(Placement.BOTH), seen.length + lost, lost, lost == 0, 0, List.of(seen));
  }

  private static Seen seen(long intendedMillis, long millis) {
    return new Seen(intendedMillis * MILLI, millis * MILLI);
  }

  private static Books books(RoomBook... rooms) {
    return new Books(Stream.of(rooms).toList());
  }

  @Test
  void theFirstClickIsThatOfEachClassroom() {
    var books =
        books(
            room(0, seen(900, 9000), seen(1600, 20), seen(2600, 700)),
            room(0, seen(1700, 300), seen(2700, 10)));

    assertThat(books.longestFirstMillis(BEGUN, DONE, END)).isEqualTo(300);
  }

  @Test
  void whatIsClickedWhileItBreaksCountsToo() {
    assertThat(books(room(0, seen(1200, 4000), seen(2200, 5))).longestFirstMillis(BEGUN, DONE, END))
        .isEqualTo(4000);
  }

  @Test
  void clicksOfAnotherTimeAreNotLookedAt() {
    var books = books(room(0, seen(900, 9000), seen(5000, 20), seen(9000, 9000)));

    assertThat(books.longestMillis(DONE, END)).isEqualTo(20);
  }

  @Test
  void whoNeverSawAClickStoodStill() {
    var books = books(room(1, seen(2000, 5)), room(0, seen(2000, 5)), room(0, seen(2000, 3500)));

    assertThat(books.stood(BEGUN, END, 3000)).isEqualTo(2);
    assertThat(books.lost()).isEqualTo(1);
    assertThat(books.outOfStep()).isEqualTo(1);
  }
}
