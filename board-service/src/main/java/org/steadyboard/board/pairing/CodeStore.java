package org.steadyboard.board.pairing;

import static org.steadyboard.board.pairing.PairingStore.utc;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.proof.PairCode;
import org.steadyboard.board.proof.SecretHash;

/** Gives out codes, many at a time. No code is given to two boards while it lives. */
public final class CodeStore {

  /** A reload soon after shows the same code again, so that a board does not use up codes. */
  static final Duration USED_AGAIN_WITH = Duration.ofMinutes(1);

  /** Spent codes are told from unknown ones ("expired") for this long. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /** Of drawing anew what others have; at half of all codes taken, one in a million needs more. */
  private static final int MAX_DRAWS = 20;

  // A lookup for each board: as a join it may be planned as one of every board with every code.
  private static final String OF_BOARDS =
      """
      select w.board_id, c.code, c.expires_at
      from unnest($1::uuid[], $2::bytea[]) as w (board_id, secret_hash)
        cross join lateral (select code, expires_at from board.pair_code
          where board_id = w.board_id and secret_hash = w.secret_hash and expires_at > $3
          order by expires_at desc limit 1) c
      """;

  private static final String GIVE =
      """
      insert into board.pair_code (code, board_id, secret_hash, expires_at)
      select code, board_id, secret_hash, $4
      from unnest($1::text[], $2::uuid[], $3::bytea[]) as w (code, board_id, secret_hash)
      on conflict (code) do update set board_id = excluded.board_id,
        secret_hash = excluded.secret_hash, expires_at = excluded.expires_at
      where pair_code.expires_at <= $5
      returning board_id, code
      """;

  private final Pool pool;
  private final int slot;
  private final Duration life;

  public CodeStore(Pool pool, int slot, Duration life) {
    this.pool = pool;
    this.slot = slot;
    this.life = life;
  }

  /**
   * A code for each of these boards: the one that it has, while that lives for a while yet, or a
   * new one if it may. None for the others, and none where no free one is found.
   *
   * @param mayHave asked before a new one is drawn, once for each board
   */
  Future<Map<UUID, PairCode>> codes(
      Map<UUID, SecretHash> boards, Instant now, Predicate<UUID> mayHave) {
    var codes = HashMap.<UUID, PairCode>newHashMap(boards.size());
    var arrays = Arrays.of(boards);
    return pool.preparedQuery(OF_BOARDS)
        .execute(Tuple.of(arrays.ids, arrays.hashes, utc(now.plus(USED_AGAIN_WITH))))
        .compose(
            rows -> {
              var lacking = new LinkedHashMap<>(boards);
              for (var row : rows) {
                OffsetDateTime ends = row.getOffsetDateTime(2);
                codes.put(row.getUUID(0), new PairCode(row.getString(1), ends.toInstant()));
                lacking.remove(row.getUUID(0));
              }
              lacking.keySet().removeIf(mayHave.negate());
              return give(lacking, codes, now, MAX_DRAWS);
            });
  }

  /** Forgets codes that ended long ago. */
  Future<Void> purge(Instant now) {
    return pool.preparedQuery("delete from board.pair_code where expires_at < $1")
        .execute(Tuple.of(utc(now.minus(REMEMBERED))))
        .mapEmpty();
  }

  private Future<Map<UUID, PairCode>> give(
      Map<UUID, SecretHash> lacking, Map<UUID, PairCode> codes, Instant now, int draws) {
    if (lacking.isEmpty() || draws == 0) {
      return Future.succeededFuture(codes);
    }
    var expiresAt = now.plus(life);
    var drawn = new LinkedHashMap<String, UUID>();
    for (var board : lacking.keySet()) {
      // Two draws of the same code in one statement: the second board waits for the next round.
      drawn.putIfAbsent(PairCode.random(slot, expiresAt).digits(), board);
    }
    var wanted = new LinkedHashMap<UUID, SecretHash>();
    drawn.values().forEach(id -> wanted.put(id, lacking.get(id)));
    var arrays = Arrays.of(wanted);
    return pool.preparedQuery(GIVE)
        .execute(
            Tuple.of(
                drawn.keySet().toArray(String[]::new),
                arrays.ids,
                arrays.hashes,
                utc(expiresAt),
                utc(now)))
        .compose(
            rows -> {
              for (var row : rows) {
                codes.put(row.getUUID(0), new PairCode(row.getString(1), expiresAt));
                lacking.remove(row.getUUID(0));
              }
              return give(lacking, codes, now, draws - 1);
            });
  }

  private record Arrays(UUID[] ids, Buffer[] hashes) {
    static Arrays of(Map<UUID, SecretHash> boards) {
      var ids = new ArrayList<UUID>(boards.size());
      var hashes = new ArrayList<Buffer>(boards.size());
      boards.forEach(
          (id, hash) -> {
            ids.add(id);
            hashes.add(Buffer.buffer(hash.bytes()));
          });
      return new Arrays(ids.toArray(UUID[]::new), hashes.toArray(Buffer[]::new));
    }
  }
}
