package org.steadyboard.mediasync.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.settings.HostSettings;

/** The rows of files. Each write is one transaction; where two meet on a row, they take turns. */
@ApplicationScoped
public class Items {

  /** Of a statement that may wait for a row that another request writes. */
  private static final String PATIENCE = "set local statement_timeout = '10s'";

  private final DataSource database;
  private final String host;

  public Items(DataSource database, HostSettings host) {
    this.database = database;
    this.host = host.id();
  }

  /** What became of a row that was to be written. */
  public enum Outcome {
    NEW,
    /** The same file had this id before, and stands. */
    SAME,
    /** Another file, or another owner's, has this id; nothing was written. */
    TAKEN
  }

  /** Also of one that was deleted. */
  public Optional<Item> find(UUID id) throws SQLException {
    try (var connection = database.getConnection()) {
      return find(connection, id, "");
    }
  }

  private static Optional<Item> find(Connection connection, UUID id, String lock)
      throws SQLException {
    var sql = "select " + ItemRows.COLUMNS + " from media.item i where i.id = ?" + lock;
    try (var select = connection.prepareStatement(sql)) {
      select.setObject(1, id);
      return ItemRows.read(select).stream().findFirst();
    }
  }

  /**
   * Writes that a file of the store has this name, and that this host holds it. One that was
   * deleted comes back.
   */
  public Outcome keep(Item item) throws SQLException {
    return inTransaction(
        connection -> {
          var outcome = insert(connection, item) ? Outcome.NEW : meet(connection, item);
          if (outcome != Outcome.TAKEN) {
            hold(connection, item);
          }
          return outcome;
        });
  }

  private static boolean insert(Connection connection, Item item) throws SQLException {
    var sql =
        """
        insert into media.item (id, sha256, size, content_type, file_name, owner_id, created_at)
        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
        """;
    try (var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, item.id());
      insert.setBytes(2, item.sha256().bytes());
      insert.setLong(3, item.size());
      insert.setString(4, item.contentType());
      insert.setString(5, item.fileName());
      insert.setObject(6, item.ownerId());
      insert.setObject(7, item.createdAt().atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  private static Outcome meet(Connection connection, Item item) throws SQLException {
    var standing = find(connection, item.id(), " for update").orElseThrow();
    if (!standing.sha256().equals(item.sha256())
        || !Objects.equals(standing.ownerId(), item.ownerId())) {
      return Outcome.TAKEN;
    }
    if (!standing.isDeleted()) {
      return Outcome.SAME;
    }
    setDeleted(connection, item.id(), null);
    return Outcome.NEW;
  }

  /** A host writes that of itself alone. */
  private void hold(Connection connection, Item item) throws SQLException {
    var sql =
        """
        insert into media.copy as c (id, sha256, host, held, since, checked_at)
        values (?, ?, ?, true, now(), now())
        on conflict (id) do update
        set held = true, since = excluded.since, checked_at = excluded.checked_at, deleted_at = null
        where not c.held or c.deleted_at is not null
        """;
    try (var upsert = connection.prepareStatement(sql)) {
      upsert.setObject(1, Ids.mediaCopy(item.sha256().toString(), host));
      upsert.setBytes(2, item.sha256().bytes());
      upsert.setString(3, host);
      upsert.executeUpdate();
    }
  }

  /** Harmless when it is deleted already. */
  void delete(UUID id, Instant at) throws SQLException {
    inTransaction(connection -> setDeleted(connection, id, at));
  }

  void restore(UUID id) throws SQLException {
    inTransaction(connection -> setDeleted(connection, id, null));
  }

  private static boolean setDeleted(Connection connection, UUID id, Instant at)
      throws SQLException {
    var sql =
        "update media.item set deleted_at = ?::timestamptz where id = ? and (deleted_at is null) = ?";
    try (var update = connection.prepareStatement(sql)) {
      update.setObject(1, at == null ? null : at.atOffset(ZoneOffset.UTC));
      update.setObject(2, id);
      update.setBoolean(3, at != null);
      return update.executeUpdate() == 1;
    }
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (var patience = connection.createStatement()) {
          patience.execute(PATIENCE);
        }
        var result = work.in(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
