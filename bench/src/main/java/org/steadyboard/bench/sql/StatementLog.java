package org.steadyboard.bench.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Postgres;

/**
 * Takes down the statements that a service asks its database with, so that the database can be
 * asked the very same without the service: a copy of them here would soon be another statement.
 */
public final class StatementLog {

  /** Something that makes the service ask. */
  public interface Asking {
    void run() throws Exception;
  }

  /** The beginning of what Postgres says, as a local host's {@code log_line_prefix} has it. */
  private static final Pattern ENTRY =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d [^\\[]* \\[(\\d+)] \\S*@\\S* ([A-Z]+): {2}(.*)");

  private static final Pattern EXECUTED = Pattern.compile("execute [^:]+: (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = ('(?:[^']|'')*'|NULL)", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private StatementLog() {}

  /**
   * Repeats {@code asking} until {@code count} different statements with {@code mark} in them were
   * seen: connections hear of the wish to log a moment later, and the log is written behind.
   */
  public static List<String> during(Postgres postgres, String mark, int count, Asking asking)
      throws Exception {
    var before = Files.size(postgres.log());
    postgres.set("log_statement", "all");
    try {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        asking.run();
        var seen =
            statements(since(postgres.log(), before)).stream()
                .filter(statement -> statement.contains(mark))
                .distinct()
                .toList();
        if (seen.size() >= count) {
          return seen.subList(0, count);
        }
      }
      throw new BenchFailure("the service did not ask with \"%s\" as expected".formatted(mark));
    } finally {
      postgres.set("log_statement", "none");
    }
  }

  private static List<String> since(Path log, long bytes) throws IOException {
    try (var file = Files.newInputStream(log)) {
      // A log that is full is begun anew.
      file.skipNBytes(Files.size(log) < bytes ? 0 : bytes);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /**
   * The statements of a log, with their parameters filled in. The last one is left out: more of it
   * may be on its way.
   */
  static List<String> statements(List<String> lines) {
    var statements = new ArrayList<String>();
    var entries = entries(lines);
    for (var i = 0; i + 1 < entries.size(); i++) {
      var executed = EXECUTED.matcher(entries.get(i).text());
      var next = entries.get(i + 1);
      if (executed.matches()) {
        var detail = next.isDetailOf(entries.get(i)) ? next.text() : "";
        statements.add(filledIn(executed.group(1), parameters(detail)) + ";");
      }
    }
    return statements;
  }

  /** One thing that a process of Postgres said. */
  private record Entry(String process, String level, String text) {
    boolean isDetailOf(Entry before) {
      return level.equals("DETAIL") && process.equals(before.process);
    }
  }

  /** A line that begins with a tab goes on with what the line before it said. */
  private static List<Entry> entries(List<String> lines) {
    var entries = new ArrayList<Entry>();
    for (var line : lines) {
      var begin = ENTRY.matcher(line);
      if (begin.matches()) {
        entries.add(new Entry(begin.group(1), begin.group(2), begin.group(3)));
      } else if (line.startsWith("\t") && !entries.isEmpty()) {
        var last = entries.removeLast();
        entries.add(
            new Entry(last.process(), last.level(), last.text() + "\n" + line.substring(1)));
      }
    }
    return entries;
  }

  private static Map<Integer, String> parameters(String detail) {
    var values = new HashMap<Integer, String>();
    var parameter = PARAMETER.matcher(detail);
    while (parameter.find()) {
      values.put(Integer.valueOf(parameter.group(1)), parameter.group(2));
    }
    return values;
  }

  private static String filledIn(String sql, Map<Integer, String> values) {
    return PLACE
        .matcher(sql)
        .replaceAll(
            place -> {
              var number = Integer.valueOf(place.group(1));
              return Matcher.quoteReplacement(values.getOrDefault(number, place.group()));
            });
  }
}
