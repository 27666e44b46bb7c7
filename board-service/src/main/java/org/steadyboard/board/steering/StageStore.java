package org.steadyboard.board.steering;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.stage.StageRow;

/** The rows of board.stage: read and written many at a time, never one by one. */
public final class StageStore {

  private static final String READ =
      """
      select s.id, %s
      from board.stage s where s.id = any($1::uuid[]) and s.deleted_at is null
      """
          .formatted(StageRows.columns("s"));

  // With a stamp of 0: a default loses against the real row, which may be on its way from its host.
  private static final String CREATE =
      """
      insert into board.stage (id, row_stamp)
      select id, 0 from unnest($1::uuid[]) as id where clock_timestamp() < $2
      on conflict do nothing
      """;

  private static final String WRITE =
      """
      select id, row_stamp, row_host
      from board.write_stages($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[],
          $7::bigint[], $8::text[], $9)
      """;

  private final Pool pool;
  private final StageRows stageRows;

  public StageStore(Pool pool, StageRows stageRows) {
    this.pool = pool;
    this.stageRows = stageRows;
  }

  /** The rows that there are. */
  public Future<List<StageRow>> read(Collection<UUID> boardIds) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(boardIds.toArray(UUID[]::new)))
        .map(this::rows);
  }

  /**
   * The rows of all these boards: those that were missing are made, with an empty stage.
   *
   * @param deadline by this host's clock; a database that gets to it later makes none
   */
  Future<List<StageRow>> readOrCreate(Collection<UUID> boardIds, Instant deadline) {
    return read(boardIds)
        .compose(
            found -> {
              if (found.size() == boardIds.size()) {
                return Future.succeededFuture(found);
              }
              return pool.preparedQuery(CREATE)
                  .execute(Tuple.of(boardIds.toArray(UUID[]::new), utc(deadline)))
                  .compose(created -> read(boardIds));
            });
  }

  /**
   * Writes rows in one transaction of one statement, on disk when the future completes. Rows that
   * meanwhile are others than those folded from are left as they are, and missing in the answer.
   *
   * @param deadline by this host's clock; a database that gets to it later leaves all as it is
   * @return the new revision of each row that was written
   */
  Future<Map<UUID, Revision>> write(List<Folded> rows, Instant deadline) {
    var n = rows.size();
    var ids = new UUID[n];
    var lessons = new UUID[n];
    var pages = new UUID[n];
    var steps = new Integer[n];
    var tools = new String[n];
    var recent = new String[n];
    var stamps = new Long[n];
    var hosts = new String[n];
    for (var i = 0; i < n; i++) {
      var row = rows.get(i);
      ids[i] = row.row().boardId();
      lessons[i] = row.stage().lessonId();
      pages[i] = row.stage().pageId();
      steps[i] = row.stage().step();
      tools[i] = StageJson.tools(row.stage().tools());
      recent[i] = StageRows.text(row.recent());
      stamps[i] = row.row().revision().stamp();
      hosts[i] = row.row().revision().host();
    }
    var values =
        Tuple.tuple()
            .addArrayOfUUID(ids)
            .addArrayOfUUID(lessons)
            .addArrayOfUUID(pages)
            .addArrayOfInteger(steps)
            .addArrayOfString(tools)
            .addArrayOfString(recent)
            .addArrayOfLong(stamps)
            .addArrayOfString(hosts)
            .addOffsetDateTime(utc(deadline));
    return pool.preparedQuery(WRITE).execute(values).map(StageStore::revisions);
  }

  private static Map<UUID, Revision> revisions(RowSet<Row> written) {
    var revisions = HashMap.<UUID, Revision>newHashMap(written.size());
    for (var row : written) {
      revisions.put(row.getUUID(0), new Revision(row.getLong(1), row.getString(2)));
    }
    return revisions;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private List<StageRow> rows(RowSet<Row> found) {
    var rows = new ArrayList<StageRow>(found.size());
    for (var row : found) {
      var read = stageRows.read(row.getUUID(0), row, 1);
      if (read != null) {
        rows.add(read);
      }
    }
    return rows;
  }
}
