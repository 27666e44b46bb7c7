package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.SetClock;

class AdmissionTest {

  private static final UploadLimits LIMITS =
      new UploadLimits(3, 2, 2, 100, 3, Duration.ofMinutes(10), Duration.ofSeconds(1));

  private final SetClock clock = new SetClock(Instant.parse("2026-11-27T08:30:00Z"));
  private final Admission admission = new Admission(LIMITS, clock);
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  private static void isRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              org.assertj.core.api.Assertions.assertThat(problem.code())
                  .isEqualTo(ProblemCode.TOO_MANY_UPLOADS);
              org.assertj.core.api.Assertions.assertThat(problem.retryAfter()).isPresent();
            });
  }

  @Test
  void soManyRunAtOnceOfEachAndInAll() {
    var turns = new ArrayList<Admission.Turn>();
    turns.add(admission.enter(one));
    turns.add(admission.enter(one));
    isRefused(() -> admission.enter(one));
    turns.add(admission.enter(other));
    isRefused(() -> admission.enter(other));
    isRefused(() -> admission.enter(UUID.randomUUID()));

    turns.removeFirst().close();
    turns.add(admission.enter(other));
    isRefused(() -> admission.enter(one));
    turns.forEach(Admission.Turn::close);
    admission.enter(one);
    admission.enter(one);
    admission.enter(other);
  }

  @Test
  void soManyBeginWithinATime() {
    for (var i = 0; i < LIMITS.begunEach(); i++) {
      admission.begin(one);
    }
    isRefused(() -> admission.begin(one));
    admission.begin(other);

    clock.forward(LIMITS.begunWithin());
    admission.begin(one);
  }

  @Test
  void soManyStandUnfinishedOfSoManyBytes() {
    assertThatCode(() -> admission.demandRoom(40, List.of(60L))).doesNotThrowAnyException();
    isRefused(() -> admission.demandRoom(41, List.of(60L)));
    isRefused(() -> admission.demandRoom(101, List.of()));
    isRefused(() -> admission.demandRoom(1, List.of(1L, 1L)));
  }
}
