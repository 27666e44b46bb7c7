package org.steadyboard.host.log;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/**
 * Stands before the handler that writes a log: what is said too often is left out ({@link
 * LineBudget}), and told in one line a minute later. A message is one line, whatever it was made
 * of. It changes the records that it lets through, so there can be one handler only.
 */
public class LineFilter implements Filter {
  private static final Logger LOG = Logger.getLogger(LineFilter.class.getName());

  /** Kinds that are named when something was left out. */
  private static final int KINDS_NAMED = 10;

  private final LineBudget budget;
  private final SimpleFormatter formatter = new SimpleFormatter();
  private boolean willTell;

  public LineFilter() {
    this(new LineBudget(InstantSource.system()));
  }

  LineFilter(LineBudget budget) {
    this.budget = budget;
  }

  @Override
  public final boolean isLoggable(LogRecord said) {
    if (LOG.getName().equals(said.getLoggerName())) {
      return true;
    }
    switch (budget.judge(said)) {
      case LEFT_OUT -> {
        tellLater();
        return false;
      }
      case ONE_LINE -> {
        replace(said, OneLine.of(message(said), said.getThrown()));
        said.setThrown(null);
      }
      case IN_FULL -> replace(said, OneLine.of(message(said)));
    }
    return true;
  }

  /** With its parameters filled in. */
  protected String message(LogRecord said) {
    return String.valueOf(formatter.formatMessage(said));
  }

  /** From now on, {@code message} is what it says, whatever characters that has. */
  protected void replace(LogRecord said, String message) {
    said.setMessage(message);
    said.setParameters(null);
    said.setResourceBundle(null);
  }

  private synchronized void tellLater() {
    if (!willTell) {
      willTell = true;
      CompletableFuture.delayedExecutor(LineBudget.WINDOW.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::tell);
    }
  }

  private void tell() {
    synchronized (this) {
      willTell = false;
    }
    LOG.warning(summary(budget.leftOut()));
  }

  static String summary(List<LineBudget.LeftOut> leftOut) {
    String most =
        leftOut.stream()
            .limit(KINDS_NAMED)
            .map(one -> one.times() + " × " + one.kind())
            .collect(Collectors.joining("; "));
    int lines = leftOut.stream().mapToInt(LineBudget.LeftOut::times).sum();
    return OneLine.of(
        "%d lines of %d kinds were left out: %s".formatted(lines, leftOut.size(), most));
  }
}
