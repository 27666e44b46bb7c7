package org.steadyboard.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.log.LineBudget.LeftOut;
import org.steadyboard.host.log.LineBudget.Verdict;

class LineBudgetTest {

  private Instant now = Instant.EPOCH;
  private final LineBudget budget = new LineBudget(() -> now);

  private static LogRecord said(String logger, String message, Throwable thrown) {
    var said = new LogRecord(Level.SEVERE, message);
    said.setLoggerName(logger);
    said.setThrown(thrown);
    return said;
  }

  private long written(int times, IntFunction<LogRecord> record) {
    return IntStream.range(0, times)
        .mapToObj(record)
        .map(budget::judge)
        .filter(verdict -> verdict != Verdict.LEFT_OUT)
        .count();
  }

  @Test
  void aKindIsWrittenSoOftenAMinuteAndCountedOtherwise() {
    IntFunction<LogRecord> same = i -> said("a", "it failed", null);
    assertThat(written(200, same)).isEqualTo(LineBudget.LINES_A_KIND);
    assertThat(budget.leftOut())
        .containsExactly(new LeftOut("a SEVERE it failed", 200 - LineBudget.LINES_A_KIND));
    assertThat(budget.leftOut()).isEmpty();

    now = now.plus(LineBudget.WINDOW);
    assertThat(written(200, same)).isEqualTo(LineBudget.LINES_A_KIND);
  }

  @Test
  void anErrorOfOursIsShownInFullOnceAnHour() {
    var fault = new IllegalStateException("1");
    assertThat(budget.judge(said("a", "failed", fault))).isEqualTo(Verdict.IN_FULL);
    assertThat(budget.judge(said("a", "failed", fault))).isEqualTo(Verdict.ONE_LINE);
    now = now.plus(LineBudget.WINDOW);
    assertThat(budget.judge(said("a", "failed", fault))).isEqualTo(Verdict.ONE_LINE);
    now = now.plus(LineBudget.TRACE_WINDOW);
    assertThat(budget.judge(said("a", "failed", fault))).isEqualTo(Verdict.IN_FULL);
  }

  @Test
  void anErrorThatTheOtherEndMadeIsNeverShownInFull() {
    for (var fault :
        new Throwable[] {
          new SocketException("Connection reset"),
          new IOException("Connection reset by peer"),
          new RuntimeException(new ClosedChannelException()),
        }) {
      assertThat(budget.judge(said("a", "failed", fault))).isEqualTo(Verdict.ONE_LINE);
    }
    assertThat(budget.judge(said("a", "failed", new IOException("No space left on device"))))
        .isEqualTo(Verdict.IN_FULL);
  }

  @Test
  void messagesThatAllDifferAreBoundedTooAndLeaveRoomForOthers() {
    assertThat(written(2_000, i -> said("talkative", "about " + i, null)))
        .isEqualTo(LineBudget.LINES_A_LOGGER);
    assertThat(budget.judge(said("quiet", "important", null))).isEqualTo(Verdict.IN_FULL);
    assertThat(budget.leftOut()).hasSizeLessThanOrEqualTo(LineBudget.KINDS + 1);
  }

  @Test
  void allThatIsSaidIsBounded() {
    assertThat(written(5_000, i -> said("logger " + i % 1_000, "text " + i, null)))
        .isEqualTo(LineBudget.LINES);
    now = now.plus(Duration.ofHours(2));
    int traces = 0;
    for (int i = 0; i < 500; i++) {
      now = now.plus(Duration.ofSeconds(1));
      var fault = new IllegalStateException();
      fault.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "f", i)});
      traces += budget.judge(said("logger " + i, "", fault)) == Verdict.IN_FULL ? 1 : 0;
    }
    assertThat(traces).isEqualTo(LineBudget.TRACES);
  }

  @Test
  void causesThatGoInACircleAreNoTrap() {
    var one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("other", one));
    budget.judge(said("a", "failed", one));
    assertThat(OneLine.of("failed", one)).startsWith("failed: ").doesNotContain("\n");
  }
}
