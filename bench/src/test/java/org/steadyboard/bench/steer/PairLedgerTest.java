package org.steadyboard.bench.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.timing.LatenciesOverTime;

class PairLedgerTest {

  private static final UUID BOARD = UUID.fromString("0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f");
  private static final long MILLI = 1_000_000;

  private final Tally tally = new Tally();
  private final PairLedger ledger = new PairLedger(tally);

  private void done(Click click, long stamp, long nanos) {
    ledger.done(click.commandId(), new Revision(stamp, "a"), nanos);
  }

  private void shown(Click click, long stamp, long nanos) {
    ledger.shown(new Revision(stamp, "a"), click.pageId(), click.step(), nanos);
  }

  @Test
  void latencyCountsFromTheIntendedTime() {
    var click = ledger.click(10 * MILLI, true);
    done(click, 1, 14 * MILLI);
    shown(click, 1, 16 * MILLI);

    assertThat(tally.clickToDone.maxMillis()).isBetween(3.9, 4.1);
    assertThat(tally.clickToBoard.maxMillis()).isBetween(5.9, 6.1);
    assertThat(ledger.hasLost()).isFalse();
    assertThat(ledger.isSettled()).isTrue();
  }

  @Test
  void theBoardMayBeFasterThanTheAcknowledgement() {
    var click = ledger.click(0, true);
    shown(click, 1, 2 * MILLI);
    done(click, 1, 9 * MILLI);

    assertThat(tally.clickToBoard.maxMillis()).isBetween(1.9, 2.1);
    assertThat(ledger.hasLost()).isFalse();
  }

  @Test
  void aNewerRevisionAnswersForAnOlderOne() {
    var first = ledger.click(0, true);
    var second = ledger.click(MILLI, true);
    done(first, 1, 2 * MILLI);
    done(second, 2, 3 * MILLI);
    shown(second, 2, 5 * MILLI);

    assertThat(tally.clickToBoard.count()).isEqualTo(2);
    assertThat(tally.overtaken).isEqualTo(1);
    assertThat(ledger.hasLost()).isFalse();
  }

  @Test
  void changesOfOneCommitShareTheirRevision() {
    var first = ledger.click(0, true);
    var second = ledger.click(0, true);
    done(first, 1, MILLI);
    done(second, 1, MILLI);
    shown(second, 1, MILLI);

    assertThat(ledger.hasLost()).isFalse();
    assertThat(tally.overtaken).isZero();
  }

  @Test
  void anAcknowledgedChangeThatNeverReachesTheBoardIsLost() {
    var first = ledger.click(0, true);
    done(first, 1, 0);
    shown(first, 1, 0);
    var second = ledger.click(0, true);
    done(second, 2, 0);

    assertThat(ledger.hasLost()).isTrue();
    assertThat(ledger.isSettled()).isFalse();
  }

  @Test
  void theRightRevisionWithTheWrongPageIsLost() {
    var first = ledger.click(0, true);
    var second = ledger.click(0, true);
    done(first, 1, 0);
    done(second, 2, 0);
    shown(first, 2, 0);

    assertThat(ledger.hasLost()).isTrue();
  }

  @Test
  void anOlderRevisionIsIgnoredAsABoardIgnoresIt() {
    var first = ledger.click(0, true);
    var second = ledger.click(0, true);
    done(first, 1, 0);
    done(second, 2, 0);
    shown(second, 2, 0);
    shown(first, 1, 0);

    assertThat(ledger.hasLost()).isFalse();
  }

  @Test
  void whatIsNotAnsweredIsNotSettled() {
    var click = ledger.click(0, true);
    assertThat(ledger.isSettled()).isFalse();
    assertThat(ledger.unanswered()).isEqualTo(1);

    ledger.refused(click.commandId());
    assertThat(ledger.isSettled()).isTrue();
    assertThat(tally.refused).isEqualTo(1);
  }

  @Test
  void warmingUpIsNotCounted() {
    var click = ledger.click(0, false);
    done(click, 1, MILLI);
    shown(click, 1, MILLI);

    assertThat(tally.done).isEqualTo(1);
    assertThat(tally.clickToDone.count()).isZero();
    assertThat(tally.clickToBoard.count()).isZero();
  }

  @Test
  void whatIsRefusedOrNeverShownFailsInItsWindow() {
    var overTime = new LatenciesOverTime(0, Duration.ofMillis(10));
    tally.watch(overTime);
    var refused = ledger.click(MILLI, true);
    var notShown = ledger.click(11 * MILLI, true);
    ledger.click(12 * MILLI, true);
    ledger.refused(refused.commandId());
    done(notShown, 1, 13 * MILLI);

    ledger.giveUp();

    assertThat(overTime.windows().stream().map(LatenciesOverTime.Window::failed))
        .containsExactly(1L, 2L);
  }
}
