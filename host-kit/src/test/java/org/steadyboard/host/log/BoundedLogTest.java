package org.steadyboard.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.log.LineBudget.LeftOut;

class BoundedLogTest {

  private final BoundedLog filter = new BoundedLog();
  private final PatternFormatter format = new PatternFormatter("%p %s%.10000e%n");

  private String written(LogRecord said) {
    return filter.isLoggable(said) ? format.format((ExtLogRecord) said) : "";
  }

  private static ExtLogRecord said(FormatStyle style, String message, Object... parameters) {
    var said = new ExtLogRecord(Level.ERROR, message, style, BoundedLogTest.class.getName());
    said.setLoggerName("test");
    said.setParameters(parameters);
    return said;
  }

  @Test
  void whateverIsSaidIsOneLine() {
    assertThat(written(said(FormatStyle.PRINTF, "no %s here", "break\r\n2026 INFO forged\u2028")))
        .isEqualTo("ERROR no break  2026 INFO forged  here\n");
    assertThat(written(said(FormatStyle.PRINTF, "%s", "100% {0} %n")))
        .isEqualTo("ERROR 100% {0} %n\n");
    assertThat(written(said(FormatStyle.MESSAGE_FORMAT, "{0}", "{0}"))).isEqualTo("ERROR {0}\n");
  }

  @Test
  void aLineAndAStackTraceAreOfBoundedLength() {
    assertThat(written(said(FormatStyle.NO_FORMAT, "x".repeat(1_000_000))).length())
        .isLessThan(OneLine.CHARACTERS + 20);
    var deep = said(FormatStyle.NO_FORMAT, "deep");
    deep.setThrown(new IllegalStateException("x".repeat(1_000_000)));
    assertThat(written(deep).length()).isLessThan(OneLine.TRACE_CHARACTERS + 100);
  }

  @Test
  void anErrorIsOneLineWhereItIsNotShownInFull() {
    var reset = said(FormatStyle.PRINTF, "request %d failed", 7);
    reset.setThrown(new IllegalStateException("outer", new SocketException("Connection reset")));

    assertThat(written(reset))
        .isEqualTo(
            "ERROR request 7 failed: java.lang.IllegalStateException: outer, by"
                + " java.net.SocketException: Connection reset\n");
  }

  @Test
  void whatWasLeftOutIsTold() {
    assertThat(LineFilter.summary(List.of(new LeftOut("a ERROR b", 5), new LeftOut("c", 1))))
        .isEqualTo("6 lines of 2 kinds were left out: 5 × a ERROR b; 1 × c");
  }
}
