package org.steadyboard.board.pairing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.board.here.Pairing;
import org.steadyboard.board.pairing.PairOutcome.Denied;
import org.steadyboard.board.pairing.PairOutcome.Paired;
import org.steadyboard.host.ids.Ids;

/** The rows that say who may steer which board. */
public final class PairingStore {

  /** Whom a changed pairing concerns. */
  record Pair(UUID boardId, UUID accountId) {}

  /**
   * What a teacher wants to pair.
   *
   * @param deadline by this host's clock; a database that gets to it later pairs nothing
   */
  public record Wish(
      UUID accountId,
      UUID requestId,
      String code,
      Optional<String> name,
      Instant now,
      Instant deadline) {}

  // "offset 0" keeps each step a lookup by key: a join may be planned as one of everything with
  // all.
  private static final String OF_BOARDS =
      """
      select p.board_id, p.account_id, a.name, p.paired_at
      from (select board_id, account_id, paired_at from board.pairing
          where board_id = any($1::uuid[]) and deleted_at is null offset 0) p
        cross join lateral (select name from identity.account
          where id = p.account_id and deleted_at is null offset 0) a
        cross join lateral identity.standing(p.account_id) s
      where s.disabled_at is null
      """;

  private static final String TAKE_CODE =
      """
      delete from board.pair_code
      where code = $1 and expires_at > $2 and clock_timestamp() < $3 returning board_id, secret_hash
      """;

  private static final String KEEP_BOARD =
      """
      insert into board.board (id, secret_hash, created_at) values ($1, $2, $3)
      on conflict (id) do nothing
      """;

  private static final String SAME_BOARD =
      "select from board.board where id = $1 and secret_hash = $2 and deleted_at is null";

  // With a stamp of 0: a default loses against the real row, which may be on its way from its host.
  private static final String KEEP_STAGE =
      "insert into board.stage (id, row_stamp) values ($1, 0) on conflict (id) do nothing";

  private static final String KEEP_PAIRING =
      """
      insert into board.pairing (id, board_id, account_id, name, paired_at, request_id)
      values ($1, $2, $3, coalesce($4, 'Board ' || (
          select count(*) + 1 from board.pairing where account_id = $3 and deleted_at is null)), $5, $6)
      on conflict (id) do update set name = coalesce($4, pairing.name),
        paired_at = excluded.paired_at, request_id = excluded.request_id, deleted_at = null
      """;

  private static final String COUNTS =
      """
      select (select count(*) from board.pairing
              where account_id = $1 and board_id <> $2 and deleted_at is null),
             (select count(*) from board.pairing
              where board_id = $2 and account_id <> $1 and deleted_at is null)
      """;

  private final Pool pool;
  private final int maxBoardsOfTeacher;
  private final int maxTeachersOfBoard;

  public PairingStore(Pool pool, int maxBoardsOfTeacher, int maxTeachersOfBoard) {
    this.pool = pool;
    this.maxBoardsOfTeacher = maxBoardsOfTeacher;
    this.maxTeachersOfBoard = maxTeachersOfBoard;
  }

  public Future<Map<UUID, List<Pairing>>> ofBoards(Collection<UUID> boardIds) {
    return pool.preparedQuery(OF_BOARDS)
        .execute(Tuple.of(boardIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var all = new HashMap<UUID, List<Pairing>>();
              for (var row : rows) {
                var pairing =
                    new Pairing(
                        row.getUUID(0),
                        row.getUUID(1),
                        row.getString(2),
                        row.getOffsetDateTime(3).toInstant());
                all.computeIfAbsent(pairing.boardId(), id -> new ArrayList<>(1)).add(pairing);
              }
              return all;
            });
  }

  /** Whose pairings these are, ended ones too. */
  Future<List<Pair>> pairs(Collection<UUID> pairingIds) {
    return pool.preparedQuery("select board_id, account_id from board.pairing where id = any($1)")
        .execute(Tuple.of(pairingIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var pairs = new ArrayList<Pair>(rows.size());
              for (var row : rows) {
                pairs.add(new Pair(row.getUUID(0), row.getUUID(1)));
              }
              return pairs;
            });
  }

  /** Spends the code and pairs its board, whole or not at all. */
  public Future<PairOutcome> pair(Wish wish) {
    return pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(TAKE_CODE)
                    .execute(Tuple.of(wish.code(), utc(wish.now()), utc(wish.deadline())))
                    .compose(
                        rows ->
                            rows.iterator().hasNext()
                                ? keep(connection, wish, rows.iterator().next())
                                : whyNot(connection, wish)))
        .recover(
            failure ->
                failure instanceof Undone undone
                    ? Future.succeededFuture(undone.why)
                    : Future.failedFuture(failure));
  }

  private Future<PairOutcome> keep(SqlConnection connection, Wish wish, Row taken) {
    var boardId = taken.getUUID(0);
    Buffer secretHash = taken.getBuffer(1);
    return connection
        .preparedQuery(KEEP_BOARD)
        .execute(Tuple.of(boardId, secretHash, utc(wish.now())))
        .compose(r -> connection.preparedQuery(SAME_BOARD).execute(Tuple.of(boardId, secretHash)))
        .compose(same -> same.size() == 1 ? Future.succeededFuture() : deny(Denied.UNKNOWN_CODE))
        .compose(r -> counted(connection, wish, boardId))
        .compose(r -> connection.preparedQuery(KEEP_STAGE).execute(Tuple.of(boardId)))
        .compose(
            r ->
                connection
                    .preparedQuery(KEEP_PAIRING)
                    .execute(
                        Tuple.of(
                            Ids.pairing(boardId, wish.accountId()),
                            boardId,
                            wish.accountId(),
                            wish.name().orElse(null),
                            utc(wish.now()),
                            wish.requestId())))
        .compose(
            r ->
                connection
                    .preparedQuery("delete from board.pair_code where board_id = $1")
                    .execute(Tuple.of(boardId)))
        .map(r -> new Paired(boardId));
  }

  private Future<Void> counted(SqlConnection connection, Wish wish, UUID boardId) {
    return connection
        .preparedQuery(COUNTS)
        .execute(Tuple.of(wish.accountId(), boardId))
        .compose(
            rows -> {
              var row = rows.iterator().next();
              if (row.getLong(0) >= maxBoardsOfTeacher) {
                return deny(Denied.TOO_MANY_BOARDS);
              }
              return row.getLong(1) >= maxTeachersOfBoard
                  ? deny(Denied.TOO_MANY_TEACHERS)
                  : Future.succeededFuture();
            });
  }

  /**
   * The code counts for nothing now: said again after it was spent, or past, or never given out.
   */
  private static Future<PairOutcome> whyNot(SqlConnection connection, Wish wish) {
    return connection
        .preparedQuery(
            """
            select (select board_id from board.pairing
                    where account_id = $1 and request_id = $2 and deleted_at is null limit 1),
                   exists (select from board.pair_code where code = $3)
            """)
        .execute(Tuple.of(wish.accountId(), wish.requestId(), wish.code()))
        .map(
            rows -> {
              var row = rows.iterator().next();
              if (row.getUUID(0) != null) {
                return new Paired(row.getUUID(0));
              }
              return row.getBoolean(1) ? Denied.EXPIRED_CODE : Denied.UNKNOWN_CODE;
            });
  }

  /**
   * Ends one pairing; a no-op when it is ended.
   *
   * @param within from now; a database that gets to it later ends nothing
   */
  public Future<Void> unpair(UUID boardId, UUID accountId, Instant now, Duration within) {
    return pool.preparedQuery(
            """
            update board.pairing set deleted_at = $2
            where id = $1 and deleted_at is null and clock_timestamp() < $3
            """)
        .execute(Tuple.of(Ids.pairing(boardId, accountId), utc(now), utc(now.plus(within))))
        .mapEmpty();
  }

  /** Ends all pairings of a board; answers whose they were. */
  public Future<List<UUID>> unpairAll(UUID boardId, Instant now, Duration within) {
    return pool.preparedQuery(
            """
            update board.pairing set deleted_at = $2
            where board_id = $1 and deleted_at is null and clock_timestamp() < $3
            returning account_id
            """)
        .execute(Tuple.of(boardId, utc(now), utc(now.plus(within))))
        .map(
            rows -> {
              var accounts = new ArrayList<UUID>(rows.size());
              for (var row : rows) {
                accounts.add(row.getUUID(0));
              }
              return accounts;
            });
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static <T> Future<T> deny(Denied why) {
    return Future.failedFuture(new Undone(why));
  }

  /** Undoes the transaction: the code is not spent on a pairing that is denied. */
  private static final class Undone extends Exception {
    private static final long serialVersionUID = 1L;
    private final Denied why;

    Undone(Denied why) {
      super(why.name(), null, false, false);
      this.why = why;
    }
  }
}
