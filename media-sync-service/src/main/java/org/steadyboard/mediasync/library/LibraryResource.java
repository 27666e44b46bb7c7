package org.steadyboard.mediasync.library;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.StorableText;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.MediaStore;

/** The library of files: a teacher's own and the shared ones, to an admin all. */
@Path("/api/media")
@Authenticated
@RunOnVirtualThread
public class LibraryResource {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Items items;
  private final Shelf shelf;
  private final Uses uses;
  private final Hosts hosts;
  private final MediaStore store;
  private final Caller caller;
  private final Clock clock;

  public LibraryResource(
      Items items,
      Shelf shelf,
      Uses uses,
      Hosts hosts,
      MediaStore store,
      Caller caller,
      Clock clock) {
    this.items = items;
    this.shelf = shelf;
    this.uses = uses;
    this.hosts = hosts;
    this.store = store;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A part of a list.
   *
   * @param cursor where it goes on; null: nowhere
   */
  public record ItemsView(List<ItemView> items, String cursor) {}

  /**
   * A part of a list.
   *
   * @param cursor where it goes on; null: nowhere
   */
  public record UsesView(List<Uses.Use> uses, String cursor) {}

  @GET
  public ItemsView list(
      @QueryParam("q") @DefaultValue("") @Size(max = 200) String part,
      @QueryParam("owner") @DefaultValue("mine") String owner,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit)
      throws SQLException {
    if (!StorableText.isStorable(part)) {
      throw new Problem(ProblemCode.INVALID_TEXT, "q has characters that no file name has");
    }
    var found =
        shelf.list(
            caller.signedIn(), whose(owner), part.strip(), Shelf.Place.read(cursor), limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new ItemsView(
        shown.stream().map(hosts::view).toList(),
        found.size() > limit ? Shelf.Place.behind(shown.getLast()) : null);
  }

  private static Shelf.Whose whose(String owner) {
    for (var whose : Shelf.Whose.values()) {
      if (whose.name().toLowerCase(Locale.ROOT).equals(owner)) {
        return whose;
      }
    }
    throw new Problem(ProblemCode.INVALID, "owner is mine, shared or all");
  }

  @GET
  @Path("{id}")
  @APIResponse(responseCode = "200", description = "The file's item")
  @APIResponse(responseCode = "404", description = "not-found")
  public ItemView item(UUID id) throws SQLException {
    return hosts.view(standing(id, caller.signedIn()));
  }

  @GET
  @Path("{id}/uses")
  public UsesView uses(
      UUID id,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit)
      throws SQLException {
    var who = caller.signedIn();
    var file = standing(id, who).sha256();
    var behind = cursor == null ? BEFORE_ALL : Cursor.id(Cursor.parts(cursor, 1).getFirst());
    var found = uses.list(file, who, behind, limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new UsesView(shown, found.size() > limit ? Cursor.of(shown.getLast().pageId()) : null);
  }

  /** The file itself stays for as long as pages may name it; see what collects it. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "It is deleted, as it may have been before")
  public void delete(UUID id) throws SQLException {
    items.delete(mine(id).id(), clock.instant());
  }

  @PUT
  @Path("{id}/restoration")
  @APIResponse(responseCode = "204", description = "It stands")
  @APIResponse(responseCode = "410", description = "file-gone")
  public void restore(UUID id) throws SQLException, IOException {
    var item = mine(id);
    if (item.copies() == 0 && !store.holds(item.sha256())) {
      throw new Problem(ProblemCode.FILE_GONE, ProblemCode.FILE_GONE.title());
    }
    items.restore(id);
  }

  private Item standing(UUID id, SignedIn who) throws SQLException {
    return items
        .find(id)
        .filter(i -> !i.isDeleted() && i.isSeenBy(who))
        .orElseThrow(LibraryResource::absent);
  }

  private Item mine(UUID id) throws SQLException {
    var who = caller.signedIn();
    var item = items.find(id).filter(i -> i.isSeenBy(who)).orElseThrow(LibraryResource::absent);
    if (!item.isChangedBy(who)) {
      throw new Problem(ProblemCode.NOT_ALLOWED, "Only admins change what is shared");
    }
    return item;
  }

  private static Problem absent() {
    return new Problem(ProblemCode.NOT_FOUND, "No such file is here");
  }
}
