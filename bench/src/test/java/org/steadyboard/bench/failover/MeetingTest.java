package org.steadyboard.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.rows.School.Teacher;
import org.steadyboard.bench.rows.SessionCookie;
import org.steadyboard.bench.steer.ForgetfulHost;

/** A teacher on one host and a board on the other, which never hear of each other. */
class MeetingTest {

  /** Less than after what a click is said on every connection. */
  private static final double AT_ONCE_MILLIS = 650;

  private static final int CLICKS = 20;

  private static Books teach(Manners manners, String idOfA, String idOfB) throws Exception {
    var account = UUID.randomUUID();
    var session = SessionCookie.issue(account, Instant.EPOCH, new byte[32]);
    var pair = new PairedBoard(UUID.randomUUID(), "secret", new Teacher(account, session));
    try (var a = new ForgetfulHost(1, 0, idOfA);
        var b = new ForgetfulHost(1, 0, idOfB);
        var school =
            new School(
                "http://localhost",
                List.of(
                    new HostDoor("a", a.port(), a.port()), new HostDoor("b", b.port(), b.port())),
                List.of(Seating.free(Placement.BOARD)),
                List.of(pair),
                manners,
                Duration.ofSeconds(4))) {
      school.click(20, CLICKS);
      return school.settle();
    }
  }

  @Test
  void aClickIsSaidWhereTheBoardIs() throws Exception {
    var books = teach(Manners.OF_THE_WEB_UI, "a", "b");

    assertThat(books.lost()).isZero();
    assertThat(books.gaps().count()).isEqualTo(CLICKS);
    assertThat(books.gaps().maxMillis()).isLessThan(AT_ONCE_MILLIS);
  }

  @Test
  void whoDoesNotMeetTheBoardIsNotSeenThere() throws Exception {
    assertThat(teach(new Manners(false, true), "a", "b").lost()).isPositive();
  }
}
