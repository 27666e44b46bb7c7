package org.steadyboard.board.desk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.steadyboard.board.here.Pairing;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.proof.SecretHash;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.board.steering.StageStore;

/** What must be known of boards to greet them, read for many at once. */
final class BoardStore {

  /**
   * @param secrets of the boards that were ever paired, by board
   */
  record Known(
      Map<UUID, SecretHash> secrets,
      Map<UUID, List<Pairing>> pairings,
      Map<UUID, StageRow> stages) {}

  private final Pool pool;
  private final PairingStore pairings;
  private final StageStore stages;

  BoardStore(Pool pool, PairingStore pairings, StageStore stages) {
    this.pool = pool;
    this.pairings = pairings;
    this.stages = stages;
  }

  Future<Known> read(Collection<UUID> boardIds) {
    var secrets = secrets(boardIds);
    var paired = pairings.ofBoards(boardIds);
    var rows = stages.read(boardIds);
    return Future.all(secrets, paired, rows)
        .map(all -> new Known(secrets.result(), paired.result(), byBoard(rows.result())));
  }

  private static Map<UUID, StageRow> byBoard(List<StageRow> rows) {
    return rows.stream().collect(Collectors.toMap(StageRow::boardId, Function.identity()));
  }

  private Future<Map<UUID, SecretHash>> secrets(Collection<UUID> boardIds) {
    return pool.preparedQuery(
            """
            select id, secret_hash from board.board
            where id = any($1::uuid[]) and deleted_at is null
            """)
        .execute(Tuple.of(boardIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var secrets = HashMap.<UUID, SecretHash>newHashMap(rows.size());
              for (var row : rows) {
                secrets.put(row.getUUID(0), new SecretHash(row.getBuffer(1).getBytes()));
              }
              return secrets;
            });
  }
}
