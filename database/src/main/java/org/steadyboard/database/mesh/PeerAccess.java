package org.steadyboard.database.mesh;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which connections of {@link ReplicationRole#NAME} a host's Postgres takes, as lines of {@code
 * pg_hba.conf}: to the one database, with a password. To no other database, and to no physical
 * stream, from which {@code pg_basebackup} copies the whole cluster.
 *
 * <p>The word {@code all} does not match physical streams, so no line is needed to refuse them to
 * anybody; the word {@code replication} must not stand in the file.
 *
 * <p>What no line can part: a logical stream names the database as a query does, and Postgres lets
 * it say {@code BASE_BACKUP}, too. See docs/replication.md, "What a peer may do".
 */
public final class PeerAccess {

  private PeerAccess() {}

  /**
   * To be put above all lines that match every role; the first line that matches decides.
   *
   * @param networks that peers and this host's own services come from, as {@code 10.0.0.0/24}
   */
  public static String lines(String database, List<String> networks) {
    return Stream.concat(
            networks.stream().map(n -> line(database, n, "scram-sha-256")),
            Stream.of(line("all", "all", "reject")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(String database, String network, String method) {
    return "host " + database + " " + ReplicationRole.NAME + " " + network + " " + method;
  }
}
