package org.steadyboard.board.pointing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.here.PointerRow;
import org.steadyboard.board.stage.Revision;

/** The rows of board.pointer: those of many boards in one statement. */
public final class PointerStore {

  /** Where a teacher points on a board, from 0 to 1 of the page's width and height. */
  record Position(UUID boardId, double x, double y, boolean visible) {}

  // In the order of their keys, so that two writers cannot lock each other out.
  private static final String WRITE =
      """
      insert into board.pointer (id, x, y, visible)
      select id, x, y, visible
      from unnest($1::uuid[], $2::double precision[], $3::double precision[], $4::boolean[])
        as p (id, x, y, visible)
      order by id
      on conflict (id) do update
        set x = excluded.x, y = excluded.y, visible = excluded.visible, deleted_at = null
      """;

  private static final String READ =
      """
      select id, x, y, visible, row_stamp, row_host from board.pointer
      where id = any($1::uuid[]) and deleted_at is null
      """;

  private final Pool pool;

  /**
   * @param pool connections of its own that do not wait for the disk ({@code synchronous_commit =
   *     off}), so that pointers never stand before a page turn
   */
  public PointerStore(Pool pool) {
    this.pool = pool;
  }

  Future<Void> write(List<Position> positions) {
    var values =
        Tuple.tuple()
            .addArrayOfUUID(positions.stream().map(Position::boardId).toArray(UUID[]::new))
            .addArrayOfDouble(positions.stream().map(Position::x).toArray(Double[]::new))
            .addArrayOfDouble(positions.stream().map(Position::y).toArray(Double[]::new))
            .addArrayOfBoolean(positions.stream().map(Position::visible).toArray(Boolean[]::new));
    return pool.preparedQuery(WRITE).execute(values).mapEmpty();
  }

  Future<List<PointerRow>> read(Collection<UUID> boardIds) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(boardIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var pointers = new ArrayList<PointerRow>(rows.size());
              for (var row : rows) {
                pointers.add(
                    new PointerRow(
                        row.getUUID(0),
                        row.getDouble(1),
                        row.getDouble(2),
                        row.getBoolean(3),
                        new Revision(row.getLong(4), row.getString(5))));
              }
              return pointers;
            });
  }
}
