package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
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

  /**
   * How long a host that does not answer is waited for, and how long a peer may keep a repair
   * waiting.
   */
  private static final String CONNECT_TIMEOUT_SECONDS = "3";

  private static final String SOCKET_TIMEOUT_SECONDS = "30";

  public record Address(String host, int port) {}

  /** A connection as the replication role; close it soon. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", ReplicationRole.NAME);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    properties.setProperty("ApplicationName", "mesh");
    var url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + database;
    return new Driver().connect(url, properties);
  }

  /**
   * How a peer's database reaches this one (libpq, "Connection Strings"), with keepalives that
   * notice a dead link in seconds.
   */
  String connectionString() {
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
