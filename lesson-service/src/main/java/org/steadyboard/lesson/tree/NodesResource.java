package org.steadyboard.lesson.tree;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.Caller;
import org.steadyboard.lesson.deck.Languages;
import org.steadyboard.lesson.row.WriteLock;

/** The tree of courses, themes and lessons. */
@Path("/api/nodes")
@Authenticated
@RunOnVirtualThread
public class NodesResource {

  public static final int MAX_TITLE = 200;
  public static final int MAX_TAGS = 32;
  public static final int MAX_TAG = 64;

  /** Ancestors, the topmost first. */
  public record PathView(List<NodeView> nodes) {}

  public record NodeRequest(
      UUID parentId,
      @NotNull @Pattern(regexp = "course|theme|lesson") String kind,
      @NotBlank @Size(max = MAX_TITLE) String title,
      @NotNull @Size(max = MAX_TAGS) List<@NotBlank @Size(max = MAX_TAG) String> tags,
      @NotNull @Pattern(regexp = Languages.PATTERN) @Size(max = 35) String language,
      @Schema(implementation = String.class) Position after) {}

  public record PlaceRequest(
      UUID parentId, @Schema(implementation = String.class) Position after) {}

  private final TreeReading reading;
  private final Tree tree;
  private final WriteLock lock;
  private final Caller caller;
  private final Clock clock;

  public NodesResource(TreeReading reading, Tree tree, WriteLock lock, Caller caller, Clock clock) {
    this.reading = reading;
    this.tree = tree;
    this.lock = lock;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  public TreeReading.Children children(
      @QueryParam("parent") UUID parent,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit)
      throws SQLException {
    var who = caller.signedIn();
    return parent == null
        ? reading.roots(who, cursor, limit)
        : reading.children(who, parent, cursor, limit).orElseThrow(NodesResource::absent);
  }

  @GET
  @Path("{id}")
  public NodeView node(UUID id) throws SQLException {
    return reading.node(caller.signedIn(), id).orElseThrow(NodesResource::absent);
  }

  @GET
  @Path("{id}/path")
  public PathView path(UUID id) throws SQLException {
    return new PathView(reading.path(caller.signedIn(), id).orElseThrow(NodesResource::absent));
  }

  /** Makes the node, or makes it what the request says; said twice, the second changes nothing. */
  @PUT
  @Path("{id}")
  @Transactional
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or as it was",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @APIResponse(responseCode = "409", description = "conflict; would-make-cycle")
  public Response put(UUID id, @NotNull @Valid NodeRequest request) throws SQLException {
    var who = caller.signedIn();
    lock.tree();
    var node = Node.<Node>findById(id);
    var parent = tree.parent(request.parentId(), who);
    var isNew = node == null;
    if (isNew) {
      node = new Node();
      node.id = id;
      node.ownerId = Tree.ownerUnder(parent, who);
      node.parentId = request.parentId();
      node.rank = tree.newRank(parent, request.after(), id);
    } else {
      if (!Tree.isSeenBy(node, who)) {
        throw absent();
      }
      refuseChange(node, request);
      tree.forChange(id, who);
      tree.place(node, parent, request.after());
    }
    node.kind = request.kind();
    node.title = request.title().strip();
    node.tags = List.copyOf(new LinkedHashSet<>(request.tags()));
    node.language = request.language();
    if (isNew) {
      node.persist();
    }
    Node.flush();
    return Response.status(isNew ? 201 : 200).entity(read(id)).build();
  }

  @PUT
  @Path("{id}/place")
  @Transactional
  @APIResponse(responseCode = "409", description = "would-make-cycle; conflict")
  public NodeView move(UUID id, @NotNull @Valid PlaceRequest request) throws SQLException {
    var who = caller.signedIn();
    lock.tree();
    var node = tree.forChange(id, who);
    tree.place(node, tree.parent(request.parentId(), who), request.after());
    Node.flush();
    return read(id);
  }

  /** Hides the node and all under it; touches this one row. */
  @DELETE
  @Path("{id}")
  @Transactional
  public void delete(UUID id) {
    var who = caller.signedIn();
    lock.tree();
    var node = Node.<Node>findById(id);
    if (node == null || !Tree.isSeenBy(node, who)) {
      throw absent();
    }
    Tree.allow(node, who);
    if (!node.isDeleted()) {
      node.deletedAt = clock.instant();
    }
  }

  @PUT
  @Path("{id}/restoration")
  @Transactional
  public NodeView restore(UUID id) throws SQLException {
    var who = caller.signedIn();
    lock.tree();
    var node = Node.<Node>findById(id);
    if (node == null || !Tree.isSeenBy(node, who)) {
      throw absent();
    }
    Tree.allow(node, who);
    node.deletedAt = null;
    Node.flush();
    if (tree.isHidden(id)) {
      throw new Problem(ProblemCode.CONFLICT, "What is above it was deleted: restore that first");
    }
    return read(id);
  }

  private static void refuseChange(Node node, NodeRequest request) {
    if (node.isDeleted()) {
      throw new Problem(ProblemCode.CONFLICT, "It was deleted: restore it first");
    }
    if (node.isLesson() != Node.LESSON.equals(request.kind())) {
      throw new Problem(
          ProblemCode.CONFLICT, "A lesson stays a lesson, and nothing else becomes one");
    }
  }

  /** Reads within the transaction, so that the caller sees what it wrote. */
  private NodeView read(UUID id) throws SQLException {
    return reading.node(caller.signedIn(), id).orElseThrow(NodesResource::absent);
  }

  private static Problem absent() {
    return new Problem(ProblemCode.NOT_FOUND, "There is no such node");
  }
}
