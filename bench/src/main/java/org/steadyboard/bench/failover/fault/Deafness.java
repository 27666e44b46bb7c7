package org.steadyboard.bench.failover.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.steadyboard.bench.machine.Postgres;

/**
 * Ends every connection that listens for changed rows, over and over: services make it anew, and
 * hear for a few milliseconds at most. Their other connections are left alone.
 */
final class Deafness {

  /** {@code pg_stat_activity} is looked at anew in each turn; otherwise it stands still. */
  private static final String END_LISTENERS =
      """
      do $$
      begin
        loop
          perform pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'row-changes';
          perform pg_stat_clear_snapshot();
          perform pg_sleep(0.005);
        end loop;
      end $$
      """;

  private Connection connection;
  private Statement statement;
  private Thread thread;

  void begin(Postgres postgres) throws SQLException {
    connection = postgres.superuser();
    statement = connection.createStatement();
    thread = Thread.ofPlatform().name("ending listeners").start(this::run);
  }

  private void run() {
    try {
      statement.execute(END_LISTENERS);
    } catch (SQLException cancelled) {
      // As it is told to end.
    }
  }

  void end() throws SQLException, InterruptedException {
    statement.cancel();
    thread.join();
    connection.close();
  }
}
