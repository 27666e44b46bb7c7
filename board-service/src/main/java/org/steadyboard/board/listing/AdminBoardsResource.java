package org.steadyboard.board.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.steadyboard.board.presence.HostsHeard;
import org.steadyboard.host.session.SignedIn;

/** All boards that were ever paired, for admins: never their secrets. */
@Path("/api/admin/boards")
@RolesAllowed(SignedIn.ADMIN)
public class AdminBoardsResource {

  /**
   * @param teachers the accounts that are paired with it now
   * @param hosts the hosts that see it now
   * @param lastSeenAt null when no host ever saw it
   */
  public record AdminBoardRow(
      UUID id, Instant createdAt, List<UUID> teachers, List<String> hosts, Instant lastSeenAt) {}

  public record AdminBoardRows(List<AdminBoardRow> boards, UUID cursor) {}

  private static final String PAGE =
      """
      select b.id, b.created_at,
        array(select account_id from board.pairing
              where board_id = b.id and deleted_at is null order by paired_at),
        array(select host from board.presence
              where board_id = b.id and connected and deleted_at is null order by host),
        (select max(seen_at) from board.presence where board_id = b.id and deleted_at is null)
      from board.board b
      where b.deleted_at is null and ($1::uuid is null or b.id > $1)
      order by b.id limit $2
      """;

  private final Pool pool;
  private final HostsHeard hosts;

  public AdminBoardsResource(Pool pool, HostsHeard hosts) {
    this.pool = pool;
    this.hosts = hosts;
  }

  /** In the order of their ids. */
  @GET
  public Uni<AdminBoardRows> list(
      @QueryParam("cursor") UUID cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return Answers.within(
        pool.preparedQuery(PAGE)
            .execute(Tuple.of(cursor, limit + 1))
            .map(
                rows -> {
                  var boards = new ArrayList<AdminBoardRow>(rows.size());
                  rows.forEach(row -> boards.add(board(row)));
                  return boards.size() <= limit
                      ? new AdminBoardRows(boards, null)
                      : new AdminBoardRows(boards.subList(0, limit), boards.get(limit - 1).id());
                }));
  }

  private AdminBoardRow board(Row row) {
    var seenAt = row.getOffsetDateTime(4);
    return new AdminBoardRow(
        row.getUUID(0),
        row.getOffsetDateTime(1).toInstant(),
        List.of(row.getArrayOfUUIDs(2)),
        Stream.of(row.getArrayOfStrings(3)).filter(hosts::isAlive).toList(),
        seenAt == null ? null : seenAt.toInstant());
  }
}
