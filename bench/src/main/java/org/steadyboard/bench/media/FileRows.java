package org.steadyboard.bench.media;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.steadyboard.bench.machine.Host;

/** Rows of files, written straight into a host's database. */
final class FileRows {

  private static final String INSERT =
      """
      insert into media.item (id, sha256, size, content_type, file_name, created_at)
      select n.id, n.sha256, n.size, 'image/png', 'bench.png', now()
      from unnest(?::uuid[], ?::bytea[], ?::bigint[]) as n (id, sha256, size)
      """;

  private FileRows() {}

  /** All hosts should hold these files from now on. */
  static void write(Host host, List<MadeFile> files) throws SQLException {
    try (var connection = host.postgres().connect();
        var insert = connection.prepareStatement(INSERT)) {
      var ids = files.stream().map(file -> UUID.randomUUID()).toArray(UUID[]::new);
      var names = files.stream().map(MadeFile::name).toArray(byte[][]::new);
      var sizes = files.stream().map(MadeFile::size).toArray(Long[]::new);
      insert.setArray(1, connection.createArrayOf("uuid", ids));
      insert.setArray(2, connection.createArrayOf("bytea", names));
      insert.setArray(3, connection.createArrayOf("bigint", sizes));
      insert.executeUpdate();
    }
  }

  /** No host needs any file any more. */
  static void deleteAll(Host host) throws SQLException {
    try (var connection = host.postgres().connect();
        var statement = connection.createStatement()) {
      statement.execute("update media.item set deleted_at = now() where deleted_at is null");
    }
  }

  /** How many files a host has written down as held, durably, since a moment. */
  static long heldSince(Host host, Instant since) throws SQLException {
    try (var connection = host.postgres().connect();
        var statement =
            connection.prepareStatement(
                "select count(*) from media.copy where host = ? and held and since >= ?")) {
      statement.setString(1, host.id());
      statement.setTimestamp(2, Timestamp.from(since));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
