package org.steadyboard.board.presence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.here.Seen;
import org.steadyboard.host.ids.Ids;

/** Which boards this host sees, as all hosts may know it. */
public final class PresenceStore {

  private static final String WRITE =
      """
      insert into board.presence (id, board_id, host, connected, seen_at)
      select id, board_id, $3, connected, $5
      from unnest($1::uuid[], $2::uuid[], $4::boolean[]) as w (id, board_id, connected)
      on conflict (id) do update
        set connected = excluded.connected, seen_at = excluded.seen_at, deleted_at = null
      """;

  private static final String READ =
      """
      select board_id, host, connected, seen_at, row_stamp from board.presence
      where id = any($1::uuid[]) and deleted_at is null
      """;

  private static final String AWAY =
      """
      update board.presence set connected = false
      where host = $1 and connected and not (board_id = any($2::uuid[]))
      """;

  private final Pool pool;
  private final String host;

  public PresenceStore(Pool pool, String host) {
    this.pool = pool;
    this.host = host;
  }

  Future<Void> write(List<UUID> boardIds, List<Boolean> connected, Instant seenAt) {
    return pool.preparedQuery(WRITE)
        .execute(
            Tuple.of(
                boardIds.stream().map(id -> Ids.presence(id, host)).toArray(UUID[]::new),
                boardIds.toArray(UUID[]::new),
                host,
                connected.toArray(Boolean[]::new),
                seenAt.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  Future<List<Seen>> read(Collection<UUID> presenceIds) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(presenceIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var seen = new ArrayList<Seen>(rows.size());
              for (var row : rows) {
                seen.add(
                    new Seen(
                        row.getUUID(0),
                        row.getString(1),
                        row.getBoolean(2),
                        row.getOffsetDateTime(3).toInstant(),
                        row.getLong(4)));
              }
              return seen;
            });
  }

  /** What a process that ended without a word left behind: says that all others are gone. */
  Future<Void> othersAreGone(Collection<UUID> connected) {
    return pool.preparedQuery(AWAY)
        .execute(Tuple.of(host, (Object) connected.toArray(UUID[]::new)))
        .mapEmpty();
  }
}
