package org.steadyboard.board.presence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.steadyboard.host.ids.Ids;

/** This host's sign of life, as all hosts get it. */
public final class PulseStore {

  // Part of the stored data: it never changes.
  private static final UUID PULSES = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c11");

  private static final String BEAT =
      """
      insert into board.pulse (id, host, beat_at) values ($1, $2, $3)
      on conflict (id) do update set beat_at = excluded.beat_at, deleted_at = null
      """;

  private final Pool pool;
  private final String host;

  public PulseStore(Pool pool, String host) {
    this.pool = pool;
    this.host = host;
  }

  public Future<Void> beat(Instant now) {
    return pool.preparedQuery(BEAT)
        .execute(Tuple.of(Ids.named(PULSES, host), host, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
