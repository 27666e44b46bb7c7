package org.steadyboard.bench.sql;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    postgres.set("log_statement", "all");
    try {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        asking.run();
        var seen = seen(postgres, mark);
        if (seen.size() >= count) {
          return List.copyOf(seen).subList(0, count);
        }
      }
      throw new BenchFailure("the service did not ask with \"%s\" as expected".formatted(mark));
    } finally {
      postgres.set("log_statement", "none");
    }
  }

  private static Set<String> seen(Postgres postgres, String mark) throws IOException {
    try (var lines = Files.lines(postgres.log())) {
      var seen = new LinkedHashSet<String>();
      // The last line may not be whole yet.
      lines
          .filter(line -> line.endsWith("}") && line.contains(mark))
          .flatMap(line -> statement(new JsonObject(line)).stream())
          .forEach(seen::add);
      return seen;
    }
  }

  /** The statement of a line of the log, with its parameters filled in. */
  static Optional<String> statement(JsonObject line) {
    return Stream.of(EXECUTED.matcher(line.getString("message", "")))
        .filter(Matcher::matches)
        .map(m -> filledIn(m.group(1), parameters(line.getString("detail", ""))) + ";")
        .findFirst();
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
