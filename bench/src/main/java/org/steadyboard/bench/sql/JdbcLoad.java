package org.steadyboard.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Postgres;

/** By JDBC with prepared statements: a thread and a connection a client. */
final class JdbcLoad implements SqlLoad {

  @Override
  public Rate run(Postgres postgres, List<String> scripts, int clients, int seconds)
      throws InterruptedException {
    var start = System.nanoTime();
    var end = start + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var client = (Callable<Long>) () -> runClient(postgres, scripts, end);
      long total = 0;
      for (var count : threads.invokeAll(java.util.Collections.nCopies(clients, client))) {
        total += count.get();
      }
      var elapsed = (System.nanoTime() - start) / 1e9;
      return new Rate(total / elapsed, elapsed * 1000 * clients / Math.max(1, total));
    } catch (ExecutionException e) {
      throw new BenchFailure("a statement failed: " + e.getCause().getMessage(), e);
    }
  }

  private static long runClient(Postgres postgres, List<String> scripts, long end)
      throws SQLException {
    var random = ThreadLocalRandom.current();
    long count = 0;
    try (var connection = postgres.connect()) {
      var prepared = new ArrayList<List<PreparedStatement>>();
      for (var script : scripts) {
        prepared.add(prepare(connection, script));
      }
      while (System.nanoTime() < end) {
        for (var statement : prepared.get(random.nextInt(prepared.size()))) {
          statement.execute();
        }
        count++;
      }
    }
    return count;
  }

  /** The statements are closed with their connection. */
  private static List<PreparedStatement> prepare(Connection connection, String script)
      throws SQLException {
    var statements = new ArrayList<PreparedStatement>();
    for (var sql : script.split(";\\s*(\n|$)")) {
      if (!sql.isBlank()) {
        statements.add(connection.prepareStatement(sql));
      }
    }
    return statements;
  }

  @Override
  public String toString() {
    return "JDBC (prepared statements; pgbench is not installed)";
  }
}
