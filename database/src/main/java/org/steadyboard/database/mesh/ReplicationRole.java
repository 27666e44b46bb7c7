package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The role that hosts replicate as. It may read, insert and update the enrolled tables, make their
 * statistics, stream their changes, and subscribe to peers; it is no superuser, owns no table, and
 * is not the application's role. Subscriptions run as it (`run_as_owner`), so a peer can do no more
 * here than it may.
 */
public final class ReplicationRole {

  public static final String NAME = "steadyboard_replication";

  /**
   * How many connections it may have at once, streams apart, which {@code max_wal_senders} bounds.
   * With four peers this host needs about ten, and its peers' visits as many; a peer that asks for
   * more leaves the others' and the services' alone.
   */
  static final int CONNECTIONS = 40;

  /**
   * What the server's log must say and not say of it. Its statements hold the password of peers
   * ({@code create subscription … connection '…'}), so none is written down, not even one that
   * failed. What it asks of a stream is: no stream of ours ever says {@code BASE_BACKUP}.
   */
  private static final Map<String, String> IN_THE_LOG =
      Map.of(
          "log_statement", "none",
          "log_min_error_statement", "panic",
          "log_min_duration_statement", "-1",
          "log_min_duration_sample", "-1",
          "log_transaction_sample_rate", "0",
          "log_replication_commands", "on");

  private ReplicationRole() {}

  /**
   * Makes the role, or brings its rights up to date; may be said again, and must be after the
   * schema was prepared for the first time.
   *
   * @param superuser a connection to the host's database as a superuser: only these give the right
   *     to replicate
   * @param owner the application's role, which owns the tables
   */
  public static void prepare(Connection superuser, String owner, String password)
      throws SQLException {
    try (var statement = superuser.createStatement()) {
      if (!statement.executeQuery("select from pg_roles where rolname = '" + NAME + "'").next()) {
        statement.execute("create role " + NAME);
      }
      statement.execute(
          "alter role " + NAME + " login replication connection limit " + CONNECTIONS);
      // Hashed here: the password itself is in no statement.
      superuser
          .unwrap(PGConnection.class)
          .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
      for (var setting : IN_THE_LOG.entrySet()) {
        statement.execute(
            "alter role " + NAME + " set " + setting.getKey() + " = '" + setting.getValue() + "'");
      }
      statement.execute("grant pg_create_subscription to " + NAME);
      var database = statement.enquoteIdentifier(superuser.getCatalog(), true);
      statement.execute("grant connect, create, temporary on database " + database + " to " + NAME);
      statement.execute("grant set on parameter session_replication_role to " + NAME);
      for (var function :
          List.of(
              "pg_replication_origin_create(text)",
              "pg_replication_origin_oid(text)",
              "pg_replication_origin_session_setup(text)",
              "pg_replication_origin_session_reset()")) {
        statement.execute("grant execute on function pg_catalog." + function + " to " + NAME);
      }
      statement.execute(GRANTS.formatted(statement.enquoteLiteral(owner)));
    }
  }

  /**
   * Rights on the tables that are enrolled, and none on others; later enrolments give theirs
   * themselves.
   */
  private static final String GRANTS =
      """
      do $$
      declare
          schema_name text;
          enrolled text;
      begin
          for schema_name in select nspname from pg_namespace where nspowner = %1$s::regrole loop
              execute format('grant usage on schema %%I to steadyboard_replication', schema_name);
              execute format('alter default privileges for role %%I in schema %%I
                  revoke all on tables from steadyboard_replication', %1$s, schema_name);
              execute format('revoke all on all tables in schema %%I from steadyboard_replication', schema_name);
          end loop;
          for enrolled in select name from replication.enrolled_table loop
              execute format('grant select, insert, update, maintain on %%s to steadyboard_replication', enrolled);
          end loop;
          grant select on all tables in schema replication to steadyboard_replication;
      end $$
      """;
}
