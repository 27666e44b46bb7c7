package org.steadyboard.host.plans;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.database.RowsTouched;
import org.steadyboard.database.Schema;
import org.steadyboard.database.Start;
import org.steadyboard.testkit.TestPostgres;

/**
 * Runs what a service says over JDBC until its connection keeps the plans, then fills the tables,
 * and counts what the same work, with the same plans, looks at.
 */
public final class KeptPlans {

  /** The driver prepares what it said 5 times; Postgres keeps a plan after 5 more. */
  private static final int UNTIL_PLANS_ARE_KEPT = 15;

  private static final String SETTING = "quarkus.datasource.jdbc.additional-jdbc-properties.";

  private KeptPlans() {}

  /**
   * @param work by name, over a data source that has one connection, with the settings that every
   *     service has
   * @param schemas those whose tables it reads
   * @return the rows that each touches once the tables are full
   */
  public static Map<String, Long> rowsTouched(
      TestPostgres postgres,
      Start start,
      Function<DataSource, Map<String, Callable<?>>> work,
      String... schemas)
      throws Exception {
    var url = postgres.newDatabase();
    var database = TestPostgres.service(url);
    var superuser = postgres.superuser(url);
    Schema.prepare(database, "a");
    start.prepare(database, superuser, schemas);
    try (var connection = open(url)) {
      var statements = work.apply(alwaysThis(connection));
      for (var statement : statements.values()) {
        for (var i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
          statement.call();
        }
      }
      Start.grow(database, schemas);
      var rows =
          new RowsTouched(superuser, () -> connection.createStatement().execute(RowsTouched.SHOW));
      var touched = new TreeMap<String, Long>();
      for (var statement : statements.entrySet()) {
        touched.put(statement.getKey(), rows.by(statement.getValue()));
      }
      return touched;
    }
  }

  private static Connection open(String url) throws SQLException {
    var settings = new Properties();
    try (var file =
        KeptPlans.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      settings.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var properties = new Properties();
    for (var name : settings.stringPropertyNames()) {
      if (name.startsWith(SETTING)) {
        properties.setProperty(name.substring(SETTING.length()), settings.getProperty(name));
      }
    }
    properties.setProperty("user", TestPostgres.USER);
    properties.setProperty("password", TestPostgres.PASSWORD);
    return DriverManager.getConnection("jdbc:" + url, properties);
  }

  /** As a pool of one: what is closed goes back. */
  private static DataSource alwaysThis(Connection connection) {
    var kept =
        (Connection)
            Proxy.newProxyInstance(
                KeptPlans.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new PGSimpleDataSource() {
      private static final long serialVersionUID = 1L;

      @Override
      public Connection getConnection() {
        return kept;
      }
    };
  }
}
