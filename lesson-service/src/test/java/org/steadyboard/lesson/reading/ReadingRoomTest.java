package org.steadyboard.lesson.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

class ReadingRoomTest {

  private final ReadingRoom room = new ReadingRoom(Duration.ZERO);

  @Test
  void hasRoomForSoManyBytesAndForTheNextWhenOneLeaves() throws Exception {
    var first = room.enter(ReadingRoom.MAX_BYTES / 4 - 1_024);
    try (var _ = room.enter(ReadingRoom.MAX_BYTES / 4 - 1_024)) {
      assertThatThrownBy(() -> room.enter(2_048))
          .isInstanceOfSatisfying(
              Problem.class,
              e -> {
                assertThat(e.code()).isEqualTo(ProblemCode.BUSY);
                assertThat(e.retryAfter()).isPresent();
              });
      first.close();
      room.enter(2_048).close();
    }
  }

  @Test
  void aLessonThatIsLargerThanAllOfItIsReadAlone() throws Exception {
    try (var _ = room.enter(Long.MAX_VALUE / 4)) {
      assertThatThrownBy(() -> room.enter(0)).isInstanceOf(Problem.class);
    }
    room.enter(0).close();
  }
}
