package org.steadyboard.board.listing;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.listing.BoardLines.Line;
import org.steadyboard.board.presence.HostsHeard;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.host.session.SignedIn;

/** The boards of whoever asks. */
@Path("/api/boards")
@Authenticated
public class BoardsResource {

  /**
   * @param lastSeenAt null when no host ever saw it
   */
  public record BoardRow(
      UUID id, String name, boolean connected, Stage stage, String revision, Instant lastSeenAt) {

    static BoardRow of(Line line, Predicate<String> isAlive) {
      return new BoardRow(
          line.boardId(),
          line.name(),
          line.isConnected(isAlive),
          line.stage(),
          line.revision().toString(),
          line.lastSeenAt());
    }
  }

  public record BoardRows(List<BoardRow> boards, UUID cursor) {}

  private final BoardLines lines;
  private final SecurityIdentity identity;
  private final HostsHeard hosts;

  public BoardsResource(BoardLines lines, SecurityIdentity identity, HostsHeard hosts) {
    this.hosts = hosts;
    this.lines = lines;
    this.identity = identity;
  }

  /** In the order of their ids. */
  @GET
  public Uni<BoardRows> list(
      @QueryParam("cursor") UUID cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    var accountId = ((SignedIn) identity.getPrincipal()).accountId();
    return Answers.within(lines.page(accountId, cursor, limit + 1))
        .map(
            found -> page(found.stream().map(l -> BoardRow.of(l, hosts::isAlive)).toList(), limit));
  }

  private static BoardRows page(List<BoardRow> found, int limit) {
    return found.size() <= limit
        ? new BoardRows(found, null)
        : new BoardRows(found.subList(0, limit), found.get(limit - 1).id());
  }
}
