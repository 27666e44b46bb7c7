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
import org.steadyboard.board.message.MessageReader;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.board.steering.StageRows;

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
      select p.account_id, p.board_id, left(p.name, %2$d), %3$s,
        seen.hosts, seen.connected, seen.seen_at, seen.stamps
      from (%1$s) p
      left join lateral (
        select * from board.stage where id = p.board_id and deleted_at is null offset 0) s on true
      left join lateral (
        select array_agg(host) as hosts, array_agg(connected) as connected,
          array_agg(seen_at) as seen_at, array_agg(row_stamp) as stamps
        from board.presence where board_id = p.board_id and deleted_at is null) seen on true
      order by p.board_id
      """;

  private static final String OF_ACCOUNTS =
      lines(
          """
          select * from board.pairing where account_id = any($1::uuid[]) and deleted_at is null offset 0
          """);

  private static final String PAGE =
      lines(
          """
          select * from (select * from board.pairing where account_id = $1 and deleted_at is null offset 0) all_of_them
          where $2::uuid is null or board_id > $2 order by board_id limit $3
          """);

  private static final int FIRST_OF_STAGE = 3;
  private static final int FIRST_OF_SEEN = FIRST_OF_STAGE + StageRows.COLUMNS;

  private final Pool pool;
  private final StageRows stageRows;

  public BoardLines(Pool pool, StageRows stageRows) {
    this.pool = pool;
    this.stageRows = stageRows;
  }

  private static String lines(String pairings) {
    return LINES.formatted(pairings, MessageReader.MAX_NAME_CHARS, StageRows.columns("s"));
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

  private Line line(Row row) {
    var boardId = row.getUUID(1);
    return new Line(
        row.getUUID(0),
        boardId,
        row.getString(2),
        stageRows.read(boardId, row, FIRST_OF_STAGE),
        seen(boardId, row));
  }

  private static List<Seen> seen(UUID boardId, Row row) {
    var hosts = row.getArrayOfStrings(FIRST_OF_SEEN);
    if (hosts == null) {
      return List.of();
    }
    var connected = row.getArrayOfBooleans(FIRST_OF_SEEN + 1);
    var seenAt = row.getArrayOfOffsetDateTimes(FIRST_OF_SEEN + 2);
    var stamps = row.getArrayOfLongs(FIRST_OF_SEEN + 3);
    var seen = new ArrayList<Seen>(hosts.length);
    for (var i = 0; i < hosts.length; i++) {
      seen.add(new Seen(boardId, hosts[i], connected[i], seenAt[i].toInstant(), stamps[i]));
    }
    return seen;
  }
}
