package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * A host's database as the mesh sees it: reached as {@link ReplicationRole#NAME}, from here and
 * from its peers.
 *
 * @param id the host's id, such as {@code a}
 * @param address where the database answers for who runs the mesh
 * @param seenByPeers where it answers for its peers' databases; the same unless something stands
 *     between
 * @param database the database's name
 * @param password of the replication role on that host
 */
public record MeshHost(
    String id, Address address, Address seenByPeers, String database, String password) {

  /** How long a host that does not answer is waited for. */
  private static final String CONNECT_TIMEOUT_SECONDS = "3";

  /** From the first byte to a session: a host may take a connection and then say nothing. */
  private static final String LOGIN_TIMEOUT_SECONDS = "4";

  /** How long a host may take for one answer; the server gives up a little earlier. */
  private static final String SOCKET_TIMEOUT_SECONDS = "16";

  /**
   * Rows are hashed as text, so it must look the same on every host; and keys are looked up,
   * whatever the planner believes of a table that was empty when it last looked.
   */
  private static final String SETTINGS =
      """
      set statement_timeout = '14s'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '60s';
      set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1;
      set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off
      """;

  public record Address(String host, int port) {}

  /**
   * A host whose database answers everybody at one address.
   *
   * @param url as {@code postgresql://127.0.0.1:5432/steadyboard}
   * @throws IllegalArgumentException when the address is not of that form; the message does not
   *     repeat it
   */
  public static MeshHost at(String id, String url, String password) {
    var match = URL.matcher(url);
    if (!id.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException("a host's id is of letters, digits and dashes");
    }
    if (!match.matches()) {
      throw new IllegalArgumentException("host " + id + " must be postgresql://host:port/database");
    }
    var address =
        new Address(
            match.group(1), match.group(2) == null ? 5432 : Integer.parseInt(match.group(2)));
    return new MeshHost(id, address, address, match.group(3), password);
  }

  private static final Pattern URL =
      Pattern.compile(
          "postgresql://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::(\\d{1,5}))?/([A-Za-z0-9_-]+)");

  /** A connection as the replication role; close it soon. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", ReplicationRole.NAME);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    properties.setProperty("ApplicationName", "mesh");
    var url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + database;
    var connection = new Driver().connect(url, properties);
    try (var statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * How a peer's database reaches this one (libpq, "Connection Strings"), with keepalives that
   * notice a dead link in seconds.
   */
  public String connectionString() {
    return "host='%s' port=%d dbname='%s' user='%s' password='%s' connect_timeout=%s keepalives_idle=3 keepalives_interval=1 keepalives_count=3"
        .formatted(
            quoted(seenByPeers.host()),
            seenByPeers.port(),
            quoted(database),
            ReplicationRole.NAME,
            quoted(password),
            CONNECT_TIMEOUT_SECONDS);
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
