package org.steadyboard.bench.sql;

import java.sql.SQLException;
import org.steadyboard.bench.machine.Postgres;
import org.steadyboard.bench.report.Section;

/**
 * What one commit for one row costs here: the floor under every change that is not gathered with
 * others.
 */
public final class CommitFloor {

  public static final int MANY_CLIENTS = 32;

  private static final int ROWS = 10_000;
  private static final int SECONDS = 8;
  private static final String UPDATE =
      "update bench.floor set value = value + 1 where id = (select (random() * %d)::int);"
          .formatted(ROWS - 1);

  private CommitFloor() {}

  public static Section measure(Postgres postgres) throws SQLException, InterruptedException {
    prepare(postgres);
    var load = SqlLoad.best();
    var scripts = java.util.List.of(UPDATE);
    load.run(postgres, scripts, MANY_CLIENTS, 2);
    var one = load.run(postgres, scripts, 1, SECONDS);
    var many = load.run(postgres, scripts, MANY_CLIENTS, SECONDS);
    return new Section(
            "The floor: one-row durable commits", "updates of one plain row each, by " + load)
        .figure("1 client", one.perSecond(), "/s")
        .figure("1 client, mean", one.meanMillis(), "ms")
        .figure(MANY_CLIENTS + " clients", many.perSecond(), "/s")
        .figure(MANY_CLIENTS + " clients, mean", many.meanMillis(), "ms");
  }

  private static void prepare(Postgres postgres) throws SQLException {
    try (var connection = postgres.connect();
        var statement = connection.createStatement()) {
      statement.execute("create schema if not exists bench");
      statement.execute("drop table if exists bench.floor");
      statement.execute(
          "create table bench.floor (id int primary key, value int) with (fillfactor = 50)");
      statement.execute(
          "insert into bench.floor select n, 0 from generate_series(0, %d) n".formatted(ROWS - 1));
      statement.execute("vacuum analyze bench.floor");
    }
  }
}
