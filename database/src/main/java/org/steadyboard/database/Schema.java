package org.steadyboard.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a database to this version's schema and ties it to its host.
 *
 * <p>Any number of processes may do this at once and again: Flyway takes a lock in the database,
 * and what was done is not done twice.
 */
public final class Schema {

  private Schema() {}

  /** The last migration of this build, as Flyway writes it: {@code 6}. */
  public static String version() {
    return Migrations.last();
  }

  /**
   * Migrates the database, then claims it for {@code host}.
   *
   * @throws SQLException when the database cannot be reached, or belongs to another host (SQLSTATE
   *     SB001)
   * @throws org.flywaydb.core.api.FlywayException when a migration fails; nothing of that migration
   *     stays
   */
  public static void prepare(DataSource dataSource, String host) throws SQLException {
    migrate(migrations(dataSource).load());
    claim(dataSource, host);
  }

  /**
   * Migrates the database. A schema of a newer release is left as it is: what its repeatable
   * migrations have made would be made anew as it was before.
   *
   * @return the version that the schema had, when it is newer than this build's
   * @throws org.flywaydb.core.api.exception.FlywayValidateException when the schema was made by
   *     other migrations than this build's
   */
  public static Optional<String> migrate(Flyway flyway) {
    var newer =
        Arrays.stream(flyway.info().applied())
            .map(MigrationInfo::getVersion)
            .filter(version -> version != null && version.isNewerThan(version()))
            .max(Comparator.naturalOrder())
            .map(MigrationVersion::getVersion);
    if (newer.isPresent()) {
      Flyway.configure(Schema.class.getClassLoader())
          .configuration(flyway.getConfiguration())
          .ignoreMigrationPatterns("*:future", "repeatable:*")
          .load()
          .validate();
    } else {
      flyway.migrate();
    }
    return newer;
  }

  /** Where the migrations and their history are: the same for services, jobs and tests. */
  public static FluentConfiguration migrations(DataSource dataSource) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:" + Migrations.FOLDER)
        .resourceProvider(new Migrations())
        .javaMigrationClassProvider(List::of)
        .defaultSchema("migration")
        .createSchemas(true)
        .table("history")
        .outputQueryResults(false);
  }

  /** Writes down which host the database belongs to; a no-op when it already belongs to it. */
  public static void claim(DataSource dataSource, String host) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement("select replication.claim(?)")) {
      statement.setString(1, host);
      statement.execute();
    }
  }
}
