package org.steadyboard.localhosts.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.database.mesh.ReplicationRole;
import org.steadyboard.localhosts.layout.Keys;

/** The database {@code steadyboard} of one host, seen by its superuser. */
public record Database(int port, Keys keys) {
  public static final String NAME = "steadyboard";
  public static final String OWNER = "steadyboard";

  private static final String CONNECT_SECONDS = "2";

  /** Kept here: the JDK forgets a logger's level together with the logger. */
  private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

  static {
    MIGRATIONS.setLevel(Level.WARNING);
  }

  private static final String READ_SECONDS = "10";

  public boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /**
   * Makes the role and the database that the services use, or brings the role's password up to
   * date.
   */
  public void create() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
        statement.execute("create role " + OWNER + " login");
      }
      // The password is base64: it holds no quote.
      statement.execute("alter role " + OWNER + " password '" + keys.databasePassword() + "'");
      if (!exists(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
        statement.execute("create database " + NAME + " owner " + OWNER);
      }
    }
  }

  /**
   * Brings the schema up to date for {@code host}, and lets peers replicate.
   *
   * @throws org.flywaydb.core.api.FlywayException when a migration fails
   */
  public void prepare(String host) throws SQLException {
    var services = new PGSimpleDataSource();
    services.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME);
    services.setUser(OWNER);
    services.setPassword(keys.databasePassword());
    Schema.prepare(services, host);
    try (Connection superuser = connect(NAME)) {
      ReplicationRole.prepare(superuser, OWNER, keys.replicationPassword());
    }
  }

  /** Receives from these peers when they are there, and leaves all others alone. */
  public void receiveOnlyFrom(Set<String> subscriptions) throws SQLException {
    try (Connection superuser = connect(NAME);
        Statement statement = superuser.createStatement()) {
      for (String known : subscriptions(statement)) {
        String order = subscriptions.contains(known) ? "enable" : "disable";
        statement.execute(
            "alter subscription " + statement.enquoteIdentifier(known, true) + " " + order);
      }
    }
  }

  private static Set<String> subscriptions(Statement statement) throws SQLException {
    var names = new HashSet<String>();
    try (var result =
        statement.executeQuery(
            "select subname from pg_subscription where subname like 'from\\_%'")) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  /** Empty while the database does not answer. */
  public OptionalLong bytes() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        var result = statement.executeQuery("select pg_database_size('" + NAME + "')")) {
      result.next();
      return OptionalLong.of(result.getLong(1));
    } catch (SQLException away) {
      return OptionalLong.empty();
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.put("user", PostgresCluster.SUPERUSER);
    properties.put("password", keys.superuserPassword());
    properties.put("connectTimeout", CONNECT_SECONDS);
    properties.put("socketTimeout", READ_SECONDS);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }
}
