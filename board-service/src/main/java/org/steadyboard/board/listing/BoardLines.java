package org.steadyboard.board.listing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.stage.StageRow;

/** The boards of teachers, each with its stage and whether any host sees it. */
public final class BoardLines {

  /**
   * A board of a teacher, as the database has it.
   *
   * @param row null when it has not arrived on this host yet
   * @param seenAt null when no host ever saw it
   */
  public record Line(
      UUID accountId, UUID boardId, String name, boolean connected, StageRow row, Instant seenAt) {

    public Stage stage() {
      return row == null ? Stage.EMPTY : row.stage();
    }

    public Revision revision() {
      return row == null ? Revision.NONE : row.revision();
    }
  }

  private static final String COLUMNS =
      """
      select p.account_id, p.board_id, p.name, coalesce(seen.connected, false),
        s.lesson_id, s.page_id, s.step, s.tools::text, s.recent_commands, s.row_stamp, s.row_host,
        seen.seen_at
      from board.pairing p
      left join board.stage s on s.id = p.board_id and s.deleted_at is null
      left join lateral (
        select bool_or(connected) as connected, max(seen_at) as seen_at
        from board.presence where board_id = p.board_id and deleted_at is null) seen on true
      """;

  private static final String OF_ACCOUNTS =
      COLUMNS + "where p.account_id = any($1::uuid[]) and p.deleted_at is null order by p.board_id";

  private static final String PAGE =
      COLUMNS
          + """
          where p.account_id = $1 and p.deleted_at is null and ($2::uuid is null or p.board_id > $2)
          order by p.board_id limit $3
          """;

  private final Pool pool;

  public BoardLines(Pool pool) {
    this.pool = pool;
  }

  /** All boards of each of these accounts, in the order of their ids. */
  public Future<Map<UUID, List<Line>>> of(Collection<UUID> accountIds) {
    return pool.preparedQuery(OF_ACCOUNTS)
        .execute(Tuple.of(accountIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var lines = new HashMap<UUID, List<Line>>();
              for (var row : rows) {
                lines.computeIfAbsent(row.getUUID(0), id -> new ArrayList<>()).add(line(row));
              }
              return lines;
            });
  }

  /**
   * @param after the last board of the page before, or null
   */
  Future<List<Line>> page(UUID accountId, UUID after, int limit) {
    return pool.preparedQuery(PAGE)
        .execute(Tuple.of(accountId, after, limit))
        .map(
            rows -> {
              var lines = new ArrayList<Line>(rows.size());
              rows.forEach(row -> lines.add(line(row)));
              return lines;
            });
  }

  private static Line line(Row row) {
    var seenAt = row.getOffsetDateTime(11);
    return new Line(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        row.getBoolean(3),
        row.getLong(9) == null ? null : stage(row),
        seenAt == null ? null : seenAt.toInstant());
  }

  private static StageRow stage(Row row) {
    return new StageRow(
        row.getUUID(1),
        new Stage(
            row.getUUID(4),
            row.getUUID(5),
            row.getInteger(6),
            StageJson.readTools(row.getString(7))),
        new Revision(row.getLong(9), row.getString(10)),
        List.of(row.getArrayOfUUIDs(8)));
  }
}
