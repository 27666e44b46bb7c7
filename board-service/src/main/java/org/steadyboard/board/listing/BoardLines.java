package org.steadyboard.board.listing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.here.Seen;
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
   * @param seen what each host that ever saw it last wrote of it
   */
  record Line(UUID accountId, UUID boardId, String name, StageRow row, List<Seen> seen) {

    /** Whether a host that may be believed sees it. */
    public boolean isConnected(Predicate<String> isAlive) {
      return seen.stream().anyMatch(s -> s.connected() && isAlive.test(s.host()));
    }

    /** Null when no host ever saw it. */
    public Instant lastSeenAt() {
      return seen.stream().map(Seen::seenAt).max(Comparator.naturalOrder()).orElse(null);
    }

    public Stage stage() {
      return row == null ? Stage.EMPTY : row.stage();
    }

    public Revision revision() {
      return row == null ? Revision.NONE : row.revision();
    }
  }

  // "offset 0" keeps each step a lookup by key, also for a planner that expects a handful of boards
  // in all, or that would rather find a teacher's by walking all boards in their order.
  private static final String LINES =
      """
      select p.account_id, p.board_id, p.name,
        s.lesson_id, s.page_id, s.step, s.tools::text, s.recent_commands, s.row_stamp, s.row_host,
        seen.hosts, seen.connected, seen.seen_at, seen.stamps
      from (%s) p
      left join lateral (
        select * from board.stage where id = p.board_id and deleted_at is null offset 0) s on true
      left join lateral (
        select array_agg(host) as hosts, array_agg(connected) as connected,
          array_agg(seen_at) as seen_at, array_agg(row_stamp) as stamps
        from board.presence where board_id = p.board_id and deleted_at is null) seen on true
      order by p.board_id
      """;

  private static final String OF_ACCOUNTS =
      LINES.formatted(
          """
          select * from board.pairing where account_id = any($1::uuid[]) and deleted_at is null offset 0
          """);

  private static final String PAGE =
      LINES.formatted(
          """
          select * from (select * from board.pairing where account_id = $1 and deleted_at is null offset 0) all_of_them
          where $2::uuid is null or board_id > $2 order by board_id limit $3
          """);

  private final Pool pool;

  public BoardLines(Pool pool) {
    this.pool = pool;
  }

  /** All boards of each of these accounts, in the order of their ids. */
  Future<Map<UUID, List<Line>>> of(Collection<UUID> accountIds) {
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
    return new Line(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        row.getLong(8) == null ? null : stage(row),
        seen(row));
  }

  private static List<Seen> seen(Row row) {
    var hosts = row.getArrayOfStrings(10);
    if (hosts == null) {
      return List.of();
    }
    var connected = row.getArrayOfBooleans(11);
    var seenAt = row.getArrayOfOffsetDateTimes(12);
    var stamps = row.getArrayOfLongs(13);
    var seen = new ArrayList<Seen>(hosts.length);
    for (var i = 0; i < hosts.length; i++) {
      seen.add(new Seen(row.getUUID(1), hosts[i], connected[i], seenAt[i].toInstant(), stamps[i]));
    }
    return seen;
  }

  private static StageRow stage(Row row) {
    return new StageRow(
        row.getUUID(1),
        new Stage(
            row.getUUID(3),
            row.getUUID(4),
            row.getInteger(5),
            StageJson.readTools(row.getString(6))),
        new Revision(row.getLong(8), row.getString(9)),
        List.of(row.getArrayOfUUIDs(7)));
  }
}
