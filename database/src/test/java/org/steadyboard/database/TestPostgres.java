package org.steadyboard.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real Postgres 18 on a free port, with databases owned by a role of as few rights as a host's:
 * it may own a database and nothing else.
 */
public final class TestPostgres implements AutoCloseable {

  public static final String USER = "steadyboard";
  public static final String PASSWORD = "only-for-tests";

  private final EmbeddedPostgres postgres;
  private final AtomicInteger databases = new AtomicInteger();

  private TestPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static TestPostgres start() {
    try {
      var postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "100")
              .setServerConfig("wal_level", "logical")
              // As on a host: what may go without waiting for the disk has to say so.
              .setServerConfig("synchronous_commit", "on")
              .start();
      try (var connection = postgres.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
      }
      return new TestPostgres(postgres);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("Postgres did not start", e);
    }
  }

  /** A new, empty database; returns its address as {@code postgresql://127.0.0.1:port/name}. */
  public String newDatabase() {
    var name = "host_" + databases.incrementAndGet();
    try (var connection = superuser("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " owner " + USER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  /** Connections as a service makes them. */
  public static DataSource service(String url) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl("jdbc:" + url);
    dataSource.setUser(USER);
    dataSource.setPassword(PASSWORD);
    return dataSource;
  }

  /** For what a test does to the database from outside, such as ending other connections. */
  public DataSource superuser(String database) {
    return postgres.getDatabase("postgres", database);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
