package org.steadyboard.mediasync.sync;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;

/** What rows say that every host should hold: files of the library, and what pages name. */
final class ItemRows {

  /** Rows of one answer. */
  static final int PAGE = 1_000;

  private static final byte[] BEFORE_ALL = new byte[0];

  private static final String ON_A_PAGE =
      "exists (select from lesson.page p"
          + " where media.named_in(p.markdown) @> array[encode(%s.sha256, 'hex')] and (%s))";

  /** What was deleted from the library is still shown by the pages that name it. */
  private static final String PAGE_AFTER =
      """
      select i.sha256, max(i.size), min(i.row_host), coalesce(bool_or(c.held), false)
      from media.item i
      left join media.copy c on c.sha256 = i.sha256 and c.host = ? and c.deleted_at is null
      where i.sha256 > ? and (i.deleted_at is null or %s)
      group by i.sha256 order by i.sha256 limit ?
      """
          .formatted(ON_A_PAGE.formatted("i", "p.deleted_at is null"));

  private static final String BY_ID =
      "select i.sha256, i.size, i.row_host, false from media.item i"
          + " where i.id = any (?) and i.deleted_at is null order by i.id";

  /** A row that was deleted lately may come back, or an older one of it be on its way. */
  private static final String NAMED =
      """
      with since as (select ?::timestamptz as it)
      select f.sha256 from since, unnest(?::bytea[]) f (sha256)
      where exists (select from media.item i where i.sha256 = f.sha256
          and (i.deleted_at is null or i.deleted_at > since.it))
        or %s
      """
          .formatted(ON_A_PAGE.formatted("f", "p.deleted_at is null or p.deleted_at > since.it"));

  /**
   * A file that a row names.
   *
   * @param writtenOn the host that wrote the row last
   * @param isCopyTold whether a row says that this host holds it
   */
  record Item(Content content, String writtenOn, boolean isCopyTold) {}

  private final DataSource database;
  private final String host;

  /**
   * @param host this one
   */
  ItemRows(DataSource database, String host) {
    this.database = database;
    this.host = host;
  }

  /** The first {@link #PAGE} files after that one, by name; null: from the first on. */
  List<Item> after(Sha256 name) throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepare(connection, PAGE_AFTER)) {
      statement.setString(1, host);
      statement.setBytes(2, name == null ? BEFORE_ALL : name.bytes());
      statement.setInt(3, PAGE);
      return items(statement);
    }
  }

  /** Of these rows, those that are not deleted. */
  List<Item> of(Collection<UUID> ids) throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepare(connection, BY_ID)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray(UUID[]::new)));
      return items(statement);
    }
  }

  /** Which of these files an item or a page names that was not deleted until that time. */
  Set<Sha256> named(Collection<Sha256> files, Instant deletedAfter) throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepare(connection, NAMED)) {
      statement.setString(1, deletedAfter.toString());
      statement.setArray(2, names(connection, files));
      var named = new HashSet<Sha256>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          named.add(Sha256.of(rows.getBytes(1)));
        }
      }
      return named;
    }
  }

  private static Array names(Connection connection, Collection<Sha256> files) throws SQLException {
    return connection.createArrayOf(
        "bytea", files.stream().map(Sha256::bytes).toArray(byte[][]::new));
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(Copies.STATEMENT_SECONDS);
    return statement;
  }

  private static List<Item> items(PreparedStatement statement) throws SQLException {
    var items = new ArrayList<Item>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        items.add(
            new Item(
                new Content(Sha256.of(rows.getBytes(1)), rows.getLong(2)),
                rows.getString(3),
                rows.getBoolean(4)));
      }
    }
    return items;
  }
}
