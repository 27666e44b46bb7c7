package org.steadyboard.lesson.tree;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.SignedIn;

/**
 * The rules of where nodes may stand and who may change them. Used within a transaction that holds
 * the tree's {@link org.steadyboard.lesson.row.WriteLock}.
 */
@ApplicationScoped
public class Tree {

  /** Deeper than any school's courses; half of what reading follows. */
  public static final int MAX_LEVELS = 32;

  private static final String UP =
      """
      with recursive up (id, parent_id, deleted_at, height) as (
        select n.id, n.parent_id, n.deleted_at, 1 from lesson.node n where n.id = :id
        union all
        select n.id, n.parent_id, n.deleted_at, up.height + 1
        from up cross join lateral
          (select a.id, a.parent_id, a.deleted_at from lesson.node a where a.id = up.parent_id offset 0) n
        where up.height < %d
      )
      """
          .formatted(TreeReading.MAX_DEPTH);

  /** Without what was deleted: should it come back, reading follows further than this. */
  private static final String DOWN =
      """
      with recursive down (id, height) as (
        select n.id, 1 from lesson.node n where n.id = :id
        union all
        select n.id, down.height + 1
        from down cross join lateral
          (select b.id from lesson.node b where b.parent_id = down.id and b.deleted_at is null offset 0) n
        where down.height <= %d
      )
      """
          .formatted(MAX_LEVELS);

  private final EntityManager entities;

  public Tree(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A node that {@code who} may change and that is not hidden.
   *
   * @throws Problem not-found, when they may not even see it; not-allowed
   */
  public Node forChange(UUID id, SignedIn who) {
    var node = entities.find(Node.class, id);
    if (node == null || !isSeenBy(node, who) || isHidden(id)) {
      throw new Problem(ProblemCode.NOT_FOUND, ProblemCode.NOT_FOUND.title());
    }
    allow(node, who);
    return node;
  }

  /** Refuses those who may see but not change. */
  static void allow(Node node, SignedIn who) {
    if (!who.isAdmin() && !who.accountId().equals(node.ownerId)) {
      throw new Problem(
          ProblemCode.NOT_ALLOWED, "Only its owner and admins change it; make a copy instead");
    }
  }

  static boolean isSeenBy(Node node, SignedIn who) {
    return node.ownerId == null || node.ownerId.equals(who.accountId()) || who.isAdmin();
  }

  /**
   * Whose a new node under {@code parent} is: what is under someone's own is theirs too.
   *
   * @param parent null for the top of the tree
   */
  static UUID ownerUnder(Node parent, SignedIn who) {
    if (parent != null) {
      return parent.ownerId;
    }
    return who.isAdmin() ? null : who.accountId();
  }

  /**
   * The parent that a node is to stand under; null for the top of the tree.
   *
   * @throws Problem invalid, when there is no such parent, or it is a lesson; not-allowed
   */
  public Node parent(UUID parentId, SignedIn who) {
    if (parentId == null) {
      return null;
    }
    var parent = entities.find(Node.class, parentId);
    if (parent == null || !isSeenBy(parent, who) || isHidden(parentId)) {
      throw new Problem(ProblemCode.INVALID, "parentId names nothing that is there");
    }
    if (parent.isLesson()) {
      throw new Problem(ProblemCode.INVALID, "a lesson has pages, not nodes, under it");
    }
    allow(parent, who);
    return parent;
  }

  /**
   * Puts a node under another parent, or elsewhere under the same; touches this one row, and where
   * siblings share a rank those that make room.
   *
   * @param parent null for the top of the tree
   * @throws Problem would-make-cycle; conflict, when what is shared would come under what is not;
   *     invalid, when what is under it would come too deep
   */
  public void place(Node node, Node parent, Position position) {
    var parentId = parent == null ? null : parent.id;
    if (parent != null && isAbove(node.id, parentId)) {
      throw new Problem(
          ProblemCode.WOULD_MAKE_CYCLE, "It cannot stand under itself or what is under it");
    }
    if (parent != null && !Objects.equals(parent.ownerId, node.ownerId)) {
      throw new Problem(
          ProblemCode.CONFLICT, "What is shared and what is someone's own are not put together");
    }
    var siblings = Siblings.underNode(entities, parentId);
    if (Objects.equals(node.parentId, parentId)
        && siblings.standsAt(position, node.id, node.rank)) {
      return;
    }
    // What stands too deep already, after hosts were cut off, may still be put in order.
    if (!Objects.equals(node.parentId, parentId)) {
      refuseTooDeep(parentId, height(node.id));
    }
    node.rank = siblings.makeRoom(position, node.id);
    node.parentId = parentId;
  }

  /**
   * The rank of a node that is new under {@code parent}.
   *
   * @throws Problem invalid, when it would be too deep
   */
  public String newRank(Node parent, Position position, UUID id) {
    var parentId = parent == null ? null : parent.id;
    refuseTooDeep(parentId, 1);
    return Siblings.underNode(entities, parentId).makeRoom(position, id);
  }

  public boolean isHidden(UUID id) {
    return single(UP + "select count(up.deleted_at) from up", id) > 0;
  }

  /**
   * For one new node.
   *
   * @param parentId null for the top of the tree
   * @throws Problem invalid, when it would be too deep
   */
  public void refuseTooDeep(UUID parentId) {
    refuseTooDeep(parentId, 1);
  }

  private void refuseTooDeep(UUID parentId, long height) {
    if (parentId != null && levels(parentId) + height > MAX_LEVELS) {
      throw new Problem(ProblemCode.INVALID, "a tree has at most " + MAX_LEVELS + " levels");
    }
  }

  /** How many levels a node and what stands under it take. */
  private long height(UUID id) {
    return single(DOWN + "select max(down.height) from down", id);
  }

  private long levels(UUID id) {
    return single(UP + "select count(*) from up", id);
  }

  private boolean isAbove(UUID id, UUID other) {
    var query =
        entities
            .createNativeQuery(UP + "select count(*) from up where up.id = :above", Long.class)
            .setParameter("id", other)
            .setParameter("above", id);
    return ((Number) query.getSingleResult()).longValue() > 0;
  }

  private long single(String sql, UUID id) {
    return ((Number)
            entities.createNativeQuery(sql, Long.class).setParameter("id", id).getSingleResult())
        .longValue();
  }
}
