package org.steadyboard.mediasync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.SmallFile;
import org.steadyboard.testkit.SetClock;

class WantedTest {

  private final SetClock clock = new SetClock(Instant.parse("2026-03-01T08:30:00Z"));
  private final Wanted wanted = new Wanted(Set.of("b", "c"), clock);

  private static Content file(int number, long size) {
    return new Content(Sha256.of(ByteBuffer.allocate(32).putInt(number).array()), size);
  }

  private static Content file(int number) {
    return file(number, 10);
  }

  private List<Content> take(String peer, Wanted.Kind kind) throws InterruptedException {
    return wanted.take(peer, kind, 100, 1_000_000, Duration.ZERO);
  }

  @Test
  void eachFileIsTakenOnce() throws Exception {
    wanted.add(file(1), "x", false);
    wanted.add(file(2), "x", false);

    assertThat(take("b", Wanted.Kind.SMALL)).containsExactly(file(1), file(2));
    assertThat(take("c", Wanted.Kind.SMALL)).isEmpty();
    wanted.giveBack(List.of(file(1)));
    assertThat(take("c", Wanted.Kind.SMALL)).containsExactly(file(1));
  }

  @Test
  void largeFilesAndUrgentOnesHaveTheirOwn() throws Exception {
    wanted.add(file(1, SmallFile.MAX_BYTES), "x", false);
    wanted.add(file(2, SmallFile.MAX_BYTES + 1), "x", true);
    wanted.add(file(3), "x", true);

    assertThat(take("b", Wanted.Kind.URGENT)).containsExactly(file(3));
    assertThat(take("b", Wanted.Kind.LARGE)).containsExactly(file(2, SmallFile.MAX_BYTES + 1));
    assertThat(take("b", Wanted.Kind.SMALL)).containsExactly(file(1, SmallFile.MAX_BYTES));
  }

  @Test
  void whoHelpsOutTakesUrgentOnesFirst() throws Exception {
    wanted.add(file(1), "x", false);
    wanted.add(file(2), "x", true);
    wanted.add(file(3), "x", false);
    wanted.add(file(3), "x", true);

    assertThat(take("b", Wanted.Kind.SMALL)).containsExactly(file(2), file(3), file(1));
  }

  @Test
  void oneTakeIsBounded() throws Exception {
    for (var i = 0; i < 10; i++) {
      wanted.add(file(i), "x", false);
    }

    assertThat(wanted.take("b", Wanted.Kind.SMALL, 3, 1_000, Duration.ZERO)).hasSize(3);
    assertThat(wanted.take("b", Wanted.Kind.SMALL, 100, 25, Duration.ZERO)).hasSize(3);
  }

  @Test
  void whoWroteItIsAskedFirst() throws Exception {
    wanted.add(file(1), "b", false);

    assertThat(take("c", Wanted.Kind.SMALL)).isEmpty();
    clock.forward(Wanted.HEAD_START);
    assertThat(take("c", Wanted.Kind.SMALL)).containsExactly(file(1));
  }

  @Test
  void whoDoesNotHaveItIsAskedLessAndLess() throws Exception {
    wanted.add(file(1), "x", false);
    var waits = List.of(1, 2, 4, 8, 16, 30, 30);
    for (var seconds : waits) {
      assertThat(take("b", Wanted.Kind.SMALL)).containsExactly(file(1));
      wanted.absent(file(1).sha256(), "b");
      wanted.giveBack(List.of(file(1)));
      clock.forward(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(take("b", Wanted.Kind.SMALL)).isEmpty();
      clock.forward(Duration.ofMillis(1));
    }
    wanted.absent(file(1).sha256(), "b");
    assertThat(take("c", Wanted.Kind.SMALL)).as("of others that says nothing").hasSize(1);
  }

  @Test
  void whoOffersItIsAskedAtOnce() throws Exception {
    wanted.add(file(1), "x", false);
    wanted.absent(file(1).sha256(), "b");

    wanted.add(file(1), "b", true);

    assertThat(take("b", Wanted.Kind.URGENT)).containsExactly(file(1));
  }

  @Test
  void whoGaveAWrongOneIsNotAskedForAnHour() throws Exception {
    wanted.add(file(1), "x", false);
    wanted.wrong(file(1).sha256(), "b");

    clock.forward(Duration.ofMinutes(59));
    assertThat(take("b", Wanted.Kind.SMALL)).isEmpty();
    clock.forward(Duration.ofMinutes(2));
    assertThat(take("b", Wanted.Kind.SMALL)).hasSize(1);
  }

  @Test
  void whoWaitsIsToldOnceItIsHeld() {
    var held = wanted.add(file(1), "b", true).orElseThrow();
    var again = wanted.add(file(1), "c", true).orElseThrow();

    wanted.held(file(1).sha256());

    assertThat(held).isCompletedWithValue(true);
    assertThat(again).isSameAs(held);
    assertThat(wanted.backlog()).isEqualTo(new Wanted.Backlog(0, 0));
  }

  @Test
  void itIsBoundedAndSaysWhenThereIsRoomAgain() throws Exception {
    for (var i = 0; i < Wanted.MAX_FILES; i++) {
      assertThat(wanted.add(file(i, 1), "x", false)).isPresent();
    }
    assertThat(wanted.add(file(Wanted.MAX_FILES), "x", true)).isEmpty();
    assertThat(wanted.add(file(0, 1), "x", true)).as("one that is wanted already").isPresent();
    assertThat(wanted.backlog()).isEqualTo(new Wanted.Backlog(Wanted.MAX_FILES, Wanted.MAX_FILES));
    assertThat(wanted.wantsMore()).isFalse();

    for (var i = 0; i < Wanted.MAX_FILES / 2; i++) {
      wanted.held(file(i).sha256());
    }

    assertThat(wanted.wantsMore()).isTrue();
    assertThat(wanted.wantsMore()).as("said once").isFalse();
  }

  @Test
  void whatNobodyNamesAnyMoreIsForgotten() {
    var old = wanted.add(file(1), "x", false).orElseThrow();
    wanted.add(file(2), "x", false);
    clock.forward(Duration.ofMinutes(1));
    var began = clock.instant();
    wanted.add(file(2), "x", false);

    wanted.forgetUnseenSince(began);

    assertThat(old).isCompletedWithValue(false);
    assertThat(wanted.backlog().files()).isEqualTo(1);
  }

  @Test
  void whoWaitsForFilesGetsThemAtOnce() throws Exception {
    var waiter =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              try {
                return wanted.take("b", Wanted.Kind.URGENT, 1, 1, Duration.ofSeconds(10));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    wanted.add(file(1), "b", true);

    assertThat(waiter.get(5, java.util.concurrent.TimeUnit.SECONDS)).containsExactly(file(1));
  }
}
