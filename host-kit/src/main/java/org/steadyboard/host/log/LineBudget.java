package org.steadyboard.host.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogRecord;

/**
 * How much of what is said goes into a log. Whatever a stranger can make a program say, as often as
 * he likes, is bounded here: by kind, by logger and in all, and what was left out is counted. One
 * kind is: the same logger, level and message before its parameters are filled in, or the same
 * errors raised in the same places. Thread-safe.
 */
public final class LineBudget {

  /** Lines that count for each other's limits. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** In a window. */
  static final int LINES_A_KIND = 10;

  static final int LINES_A_LOGGER = 60;
  static final int LINES = 300;

  /** Kinds that are told apart in a window; the rest of a logger's are one. */
  static final int KINDS = 500;

  /** A stack trace of one kind comes once in this time. */
  static final Duration TRACE_WINDOW = Duration.ofHours(1);

  /** In a {@link #TRACE_WINDOW}; each of at most {@link OneLine#TRACE_CHARACTERS}. */
  static final int TRACES = 50;

  private static final int KIND_CHARACTERS = 120;

  /** What becomes of a record. */
  public enum Verdict {
    /** With its stack trace, if it has one. */
    IN_FULL,
    /** The error by its name and message. */
    ONE_LINE,
    LEFT_OUT
  }

  /** Something that was said this many times more than it was written down. */
  public record LeftOut(String kind, int times) {}

  private record Kind(String logger, String what) {
    @Override
    public String toString() {
      return logger + " " + what;
    }
  }

  private final InstantSource clock;
  private final Map<Kind, Integer> kinds = new HashMap<>();
  private final Map<String, Integer> loggers = new HashMap<>();
  private final Set<Kind> traced = new HashSet<>();
  private Instant windowEnd = Instant.MIN;
  private Instant traceWindowEnd = Instant.MIN;
  private int lines;

  private final Map<Kind, Integer> leftOut = new HashMap<>();

  public LineBudget(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized Verdict judge(LogRecord said) {
    turnWindows(clock.instant());
    Kind kind = kindOf(said);
    String logger = String.valueOf(said.getLoggerName());
    if (lines >= LINES
        || kinds.getOrDefault(kind, 0) >= LINES_A_KIND
        || loggers.getOrDefault(logger, 0) >= LINES_A_LOGGER) {
      if (leftOut.size() >= KINDS && !leftOut.containsKey(kind)) {
        kind = new Kind("", "others");
      }
      leftOut.merge(kind, 1, Integer::sum);
      return Verdict.LEFT_OUT;
    }
    lines++;
    kinds.merge(kind, 1, Integer::sum);
    loggers.merge(logger, 1, Integer::sum);
    return said.getThrown() == null || mayTrace(kind, said.getThrown())
        ? Verdict.IN_FULL
        : Verdict.ONE_LINE;
  }

  /** What was left out since this was last asked, the most frequent first. */
  public synchronized List<LeftOut> leftOut() {
    List<LeftOut> all =
        leftOut.entrySet().stream()
            .map(one -> new LeftOut(one.getKey().toString(), one.getValue()))
            .sorted(Comparator.comparingInt(LeftOut::times).reversed())
            .toList();
    leftOut.clear();
    return all;
  }

  private void turnWindows(Instant now) {
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      kinds.clear();
      loggers.clear();
      lines = 0;
    }
    if (!now.isBefore(traceWindowEnd)) {
      traceWindowEnd = now.plus(TRACE_WINDOW);
      traced.clear();
    }
  }

  private boolean mayTrace(Kind kind, Throwable thrown) {
    return !ByOthers.caused(thrown) && traced.size() < TRACES && traced.add(kind);
  }

  private Kind kindOf(LogRecord said) {
    String logger = String.valueOf(said.getLoggerName());
    String what = said.getLevel() + " " + what(said);
    Kind kind = new Kind(logger, what);
    boolean known = kinds.containsKey(kind) || kinds.size() < KINDS;
    return known ? kind : new Kind(logger, said.getLevel() + " others");
  }

  private static String what(LogRecord said) {
    return said.getThrown() == null
        ? OneLine.of(String.valueOf(said.getMessage()), KIND_CHARACTERS)
        : ByOthers.kind(said.getThrown());
  }
}
