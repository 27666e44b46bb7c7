package org.steadyboard.mediasync.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.media.Sha256;

/**
 * Writes down which files this host holds, for all hosts to see: many rows by one statement, as
 * what other hosts can't keep up with is transactions. Only this host writes its rows. Safe for
 * threads.
 */
final class Copies {

  /** Beyond these, news is dropped: the next comparison finds it again. */
  static final int MAX_WAITING = 20_000;

  static final int MAX_ROWS = 1_000;

  static final int STATEMENT_SECONDS = 10;

  /** Rows that say so already are not written. */
  private static final String UPSERT =
      """
      insert into media.copy as copy (id, sha256, host, held, since, checked_at, deleted_at)
      select n.id, n.sha256, ?, n.held, ?::timestamptz, n.checked_at, case when n.gone then ?::timestamptz end
      from unnest(?::uuid[], ?::bytea[], ?::boolean[], ?::timestamptz[], ?::boolean[])
        as n (id, sha256, held, checked_at, gone)
      order by n.id
      on conflict (id) do update set
        held = excluded.held,
        since = case when copy.held = excluded.held then copy.since else excluded.since end,
        checked_at = case
          when excluded.checked_at is not null then excluded.checked_at
          when copy.held = excluded.held then copy.checked_at
        end,
        deleted_at = excluded.deleted_at
      where copy.held <> excluded.held
        or excluded.checked_at is not null
        or (copy.deleted_at is null) <> (excluded.deleted_at is null)
      """;

  private record News(boolean held, Instant checkedAt, boolean gone) {}

  private final DataSource database;
  private final String host;
  private final Clock clock;
  private final Map<Sha256, News> waiting = new LinkedHashMap<>();

  /**
   * @param host this one
   */
  Copies(DataSource database, String host, Clock clock) {
    this.database = database;
    this.host = host;
    this.clock = clock;
  }

  /** This host holds it. */
  void held(Sha256 file) {
    tell(file, new News(true, null, false));
  }

  /** This host should hold it, and does not. */
  void lost(Sha256 file) {
    tell(file, new News(false, null, false));
  }

  /** This host holds it, and its bytes were found right. */
  void checked(Sha256 file) {
    tell(file, new News(true, clock.instant(), false));
  }

  /** This host no longer holds it, and need not. */
  void gone(Sha256 file) {
    tell(file, new News(false, null, true));
  }

  private synchronized void tell(Sha256 file, News news) {
    if (waiting.size() < MAX_WAITING || waiting.containsKey(file)) {
      waiting.merge(
          file,
          news,
          (before, now) -> before.held() && now.held() && now.checkedAt() == null ? before : now);
      notifyAll();
    }
  }

  /**
   * Writes what was told, or waits for it.
   *
   * @return how many files it was
   * @throws SQLException when it could not be written; it is not forgotten
   */
  int write(Duration atMost) throws SQLException, InterruptedException {
    var batch = take(atMost);
    if (!batch.isEmpty()) {
      try (var connection = database.getConnection()) {
        write(connection, batch);
      } catch (SQLException e) {
        putBack(batch);
        throw e;
      }
    }
    return batch.size();
  }

  private synchronized Map<Sha256, News> take(Duration atMost) throws InterruptedException {
    var began = System.nanoTime();
    while (waiting.isEmpty()) {
      var left = atMost.minusNanos(System.nanoTime() - began).toMillis();
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    var batch = new LinkedHashMap<Sha256, News>();
    var files = waiting.entrySet().iterator();
    while (files.hasNext() && batch.size() < MAX_ROWS) {
      var next = files.next();
      batch.put(next.getKey(), next.getValue());
      files.remove();
    }
    return batch;
  }

  private synchronized void putBack(Map<Sha256, News> batch) {
    batch.forEach(waiting::putIfAbsent);
  }

  private void write(Connection connection, Map<Sha256, News> batch) throws SQLException {
    List<News> news = new ArrayList<>(batch.values());
    var ids =
        batch.keySet().stream()
            .map(file -> Ids.mediaCopy(file.toString(), host))
            .toArray(UUID[]::new);
    var names = batch.keySet().stream().map(Sha256::bytes).toArray(byte[][]::new);
    try (var statement = connection.prepareStatement(UPSERT)) {
      statement.setQueryTimeout(STATEMENT_SECONDS);
      var now = clock.instant().toString();
      statement.setString(1, host);
      statement.setString(2, now);
      statement.setString(3, now);
      statement.setArray(4, connection.createArrayOf("uuid", ids));
      statement.setArray(5, connection.createArrayOf("bytea", names));
      statement.setArray(
          6, connection.createArrayOf("boolean", news.stream().map(News::held).toArray()));
      statement.setArray(
          7,
          connection.createArrayOf(
              "text",
              news.stream()
                  .map(n -> n.checkedAt() == null ? null : n.checkedAt().toString())
                  .toArray(String[]::new)));
      statement.setArray(
          8, connection.createArrayOf("boolean", news.stream().map(News::gone).toArray()));
      statement.executeUpdate();
    }
  }
}
