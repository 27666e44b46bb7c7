package org.steadyboard.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.machine.Cable;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.rows.School.Teacher;
import org.steadyboard.bench.rows.SessionCookie;
import org.steadyboard.bench.steer.ForgetfulHost;
import org.steadyboard.testkit.FreePort;

/** A class on host a, whose cable is cut in one direction, beside a host b that is whole. */
class OneWayNetworkTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static long lost(boolean deaf, boolean knowsBoth, Duration patience) throws Exception {
    var account = UUID.randomUUID();
    var session = SessionCookie.issue(account, Instant.EPOCH, new byte[32]);
    var pair = new PairedBoard(UUID.randomUUID(), "secret", new Teacher(account, session));
    try (var a = new ForgetfulHost(1, 0, "a");
        var b = new ForgetfulHost(1, 0, "b");
        var cable = Cable.open(FreePort.find(), "a", a.port());
        var school =
            new School(
                "http://localhost",
                List.of(HostDoor.at("a", cable.port()), HostDoor.at("b", b.port())),
                List.of(new Seating(Placement.BOTH, !knowsBoth)),
                List.of(pair),
                Manners.OF_THE_WEB_UI,
                patience)) {
      cut(cable, deaf);
      school.click(20, 5);
      var lost = school.settle().lost();
      // Else each connection would wait for an answer to its farewell.
      cable.mend();
      return lost;
    }
  }

  private static void cut(Cable cable, boolean deaf) throws IOException {
    if (deaf) {
      cable.deafenHost();
    } else {
      cable.muteHost();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClassGoesRoundIt(boolean deaf) throws Exception {
    assertThat(lost(deaf, true, LONG)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoKnowsNoOtherHostStandsStill(boolean deaf) throws Exception {
    assertThat(lost(deaf, false, SHORT)).isPositive();
  }
}
