package org.steadyboard.mediasync.sync;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.steadyboard.media.Sha256;

/** What the rows of {@code media.copy} tell. */
final class CopyRows {

  private static final String OLDEST =
      """
      select sha256 from media.copy
      where host = ? and held and deleted_at is null and coalesce(checked_at, since) < ?::timestamptz
      order by coalesce(checked_at, since), sha256 limit ?
      """;

  private static final String DUE =
      """
      select count(*) from media.copy
      where host = ? and held and deleted_at is null and coalesce(checked_at, since) < ?::timestamptz
      """;

  private static final String BY_HOST =
      "select host, count(*) from media.copy where held and deleted_at is null group by host";

  private static final String NAMED =
      "select count(distinct sha256) from media.item where deleted_at is null";

  private final DataSource database;
  private final String host;

  /**
   * @param host this one
   */
  CopyRows(DataSource database, String host) {
    this.database = database;
    this.host = host;
  }

  /** Files of this host that were not looked at since then, the longest first. */
  List<Sha256> uncheckedSince(Instant since, int max) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(OLDEST)) {
      statement.setQueryTimeout(Copies.STATEMENT_SECONDS);
      statement.setString(1, host);
      statement.setString(2, since.toString());
      statement.setInt(3, max);
      var files = new ArrayList<Sha256>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          files.add(Sha256.of(rows.getBytes(1)));
        }
      }
      return files;
    }
  }

  /** How many of these there are. */
  long countUncheckedSince(Instant since) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(DUE)) {
      statement.setQueryTimeout(Copies.STATEMENT_SECONDS);
      statement.setString(1, host);
      statement.setString(2, since.toString());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** How many files each host holds. */
  SortedMap<String, Long> held() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(BY_HOST)) {
      statement.setQueryTimeout(Copies.STATEMENT_SECONDS);
      var held = new TreeMap<String, Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          held.put(rows.getString(1), rows.getLong(2));
        }
      }
      return held;
    }
  }

  /** How many files rows name: what every host should hold. */
  long named() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(NAMED)) {
      statement.setQueryTimeout(Copies.STATEMENT_SECONDS);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
