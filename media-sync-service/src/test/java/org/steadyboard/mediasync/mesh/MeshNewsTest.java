package org.steadyboard.mediasync.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.mediasync.mesh.ReplicationView.Peer;
import org.steadyboard.mediasync.mesh.ReplicationView.Row;
import org.steadyboard.mediasync.mesh.ReplicationView.Table;

class MeshNewsTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final MeshNews news = new MeshNews();

  @Test
  void comingAndGoingIsToldOnce() {
    assertThat(told(there("b"), away("c")))
        .containsExactly("Host b is there", "Host c is away: refused");
    assertThat(told(there("b"), away("c"))).isEmpty();

    assertThat(told(away("b"), there("c")))
        .containsExactly("Host b is away: refused", "Host c is there");
    assertThat(told(away("b"), there("c"))).isEmpty();
  }

  @Test
  void aClockThatGoesOffIsToldOnceAndAgainWhenItWasRight() {
    told(there("b"));

    assertThat(told(skewed(700, true)))
        .containsExactly("ALARM: the clock of host b differs by 700 ms");
    assertThat(told(skewed(710, true))).isEmpty();
    assertThat(told(skewed(2, false))).isEmpty();
    assertThat(told(skewed(-900, true)))
        .containsExactly("ALARM: the clock of host b differs by -900 ms");
  }

  @Test
  void eachRowThatIsRefusedIsToldOnceAndAgainWhenItWasApplied() {
    told(there("b"));

    assertThat(told(refused(ONE)))
        .containsExactly("A row of host b cannot be applied here: board.stage " + ONE + ": small");
    assertThat(told(refused(ONE, TWO)))
        .containsExactly("A row of host b cannot be applied here: board.stage " + TWO + ": small");
    assertThat(told(refused(ONE, TWO))).isEmpty();
    told(refused(TWO));
    assertThat(told(refused(ONE, TWO))).hasSize(1);
  }

  @Test
  void ofWhomTheClockIsCanBeToldFromTwoPeersThatAgree() {
    assertThat(told(skewed("b", 90_000_000), skewed("c", 90_000_100)))
        .contains("ALARM: the clock of this host is wrong: its peers agree with each other");
    assertThat(told(skewed("b", 90_000_000), skewed("c", 90_000_100))).isEmpty();
    for (var others :
        List.of(
            List.of(skewed("b", 90_000_000)),
            List.of(skewed("b", 90_000_000), skewed("c", -90_000_000)),
            List.of(skewed("b", 90_000_000), there("c")))) {
      assertThat(new ReplicationView("a", others).ownClockAlarm()).isFalse();
    }
  }

  private List<String> told(Peer... peers) {
    return news.of(new ReplicationView("a", List.of(peers)));
  }

  private static Peer skewed(String id, long millis) {
    return peer(id, null, millis, true);
  }

  private static Peer there(String id) {
    return peer(id, null, 0L, false);
  }

  private static Peer away(String id) {
    return peer(id, "refused", null, false);
  }

  private static Peer skewed(long millis, boolean alarm) {
    return peer("b", null, millis, alarm);
  }

  private static Peer refused(UUID... rows) {
    var named = Arrays.stream(rows).map(r -> new Row(r, "small")).toList();
    return peer("b", null, 0L, false, new Table("board.stage", rows.length, 0, 0, false, named));
  }

  /**
   * @param failure null: it is reached
   */
  private static Peer peer(
      String id, String failure, Long skewMillis, boolean alarm, Table... tables) {
    return new Peer(
        id,
        failure == null,
        failure == null,
        null,
        null,
        0,
        0,
        skewMillis,
        alarm,
        null,
        null,
        0,
        false,
        failure,
        List.of(tables));
  }
}
