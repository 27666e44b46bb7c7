package org.steadyboard.database;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** Host a's database on a Postgres of its own: with all tables, and nothing in them. */
public final class HostDatabase implements AutoCloseable {

  private final TestPostgres postgres = TestPostgres.start();
  private final String url = postgres.newDatabase();
  private final DataSource service = TestPostgres.service(url);

  public HostDatabase() {
    try {
      Schema.prepare(service, "a");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public TestPostgres postgres() {
    return postgres;
  }

  /** As {@code postgresql://127.0.0.1:port/name}. */
  public String url() {
    return url;
  }

  /** Connections as a service makes them. */
  public DataSource service() {
    return service;
  }

  public DataSource superuser() {
    return postgres.superuser(url);
  }

  /** As a service; see {@link Sql#execute}. */
  public void execute(String sql, Object... values) throws SQLException {
    Sql.execute(service, sql, values);
  }

  /** As a service; see {@link Sql#query}. What Postgres refuses is a failed assertion. */
  public List<String> query(String sql, Object... values) {
    try {
      return Sql.query(service, sql, values);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
