package org.steadyboard.bench.sql;

import java.util.List;
import org.steadyboard.bench.machine.Postgres;

/** Runs SQL as fast as it goes, with nothing between it and the database. */
public interface SqlLoad {

  /**
   * What was reached.
   *
   * @param perSecond whole scripts a second
   */
  record Rate(double perSecond, double meanMillis) {}

  /**
   * Each client runs one of {@code scripts} after the other, chosen at random.
   *
   * @param scripts at most 100, each of one or more statements that end with {@code ;}
   */
  Rate run(Postgres postgres, List<String> scripts, int clients, int seconds)
      throws InterruptedException;

  /** pgbench where it is installed, else the same through JDBC. */
  static SqlLoad best() {
    return Pgbench.isInstalled() ? new Pgbench() : new JdbcLoad();
  }
}
