package org.steadyboard.lesson.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.mesh.ReplicationView.Peer;
import org.steadyboard.lesson.mesh.ReplicationView.Row;
import org.steadyboard.lesson.mesh.ReplicationView.Table;

class MeshNewsTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final MeshNews news = new MeshNews();

  @Test
  void comingAndGoingIsToldOnce() {
    assertThat(news.of(List.of(there("b"), away("c"))))
        .containsExactly("Host b is there", "Host c is away: refused");
    assertThat(news.of(List.of(there("b"), away("c")))).isEmpty();

    assertThat(news.of(List.of(away("b"), there("c"))))
        .containsExactly("Host b is away: refused", "Host c is there");
    assertThat(news.of(List.of(away("b"), there("c")))).isEmpty();
  }

  @Test
  void aClockThatGoesOffIsToldOnceAndAgainWhenItWasRight() {
    news.of(List.of(there("b")));

    assertThat(news.of(List.of(skewed(700, true))))
        .containsExactly("ALARM: the clock of host b differs by 700 ms");
    assertThat(news.of(List.of(skewed(710, true)))).isEmpty();
    assertThat(news.of(List.of(skewed(2, false)))).isEmpty();
    assertThat(news.of(List.of(skewed(-900, true))))
        .containsExactly("ALARM: the clock of host b differs by -900 ms");
  }

  @Test
  void eachRowThatIsRefusedIsToldOnceAndAgainWhenItWasApplied() {
    news.of(List.of(there("b")));

    assertThat(news.of(List.of(refused(ONE))))
        .containsExactly("A row of host b cannot be applied here: board.stage " + ONE + ": small");
    assertThat(news.of(List.of(refused(ONE, TWO))))
        .containsExactly("A row of host b cannot be applied here: board.stage " + TWO + ": small");
    assertThat(news.of(List.of(refused(ONE, TWO)))).isEmpty();
    news.of(List.of(refused(TWO)));
    assertThat(news.of(List.of(refused(ONE, TWO)))).hasSize(1);
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
        false,
        failure,
        List.of(tables));
  }
}
