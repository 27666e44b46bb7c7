package org.steadyboard.lesson.tree;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * The order of what stands together: the nodes under one parent, or the pages of one lesson. Used
 * within a transaction that holds the matching {@link org.steadyboard.lesson.row.WriteLock}.
 */
public final class Siblings {

  private final EntityManager entities;
  private final String entity;
  private final String from;
  private final UUID parent;

  private Siblings(EntityManager entities, String entity, String parentField, UUID parent) {
    this.entities = entities;
    this.entity = entity;
    this.parent = parent;
    this.from =
        " from %s s where s.deletedAt is null and s.%s %s"
            .formatted(entity, parentField, parent == null ? "is null" : "= :parent");
  }

  /**
   * @param parent null for the top of the tree
   */
  public static Siblings underNode(EntityManager entities, UUID parent) {
    return new Siblings(entities, "Node", "parentId", parent);
  }

  public static Siblings inLesson(EntityManager entities, UUID lesson) {
    return new Siblings(entities, "Page", "lessonId", lesson);
  }

  /**
   * A rank for {@code position}. Where hosts gave the same rank at once and it is to stand between
   * two of them, those behind it are given other ranks.
   *
   * @param moving what is to stand there, which does not count as a sibling
   * @throws Problem invalid, when the named sibling does not stand here
   */
  public String makeRoom(Position position, UUID moving) {
    return switch (position) {
      case Position.First f ->
          Rank.between(null, one("select min(s.rank)", " and s.id <> :moving", moving, null));
      case Position.Last l -> rankAtEnd(moving);
      case Position.After after -> {
        var room = shared(rankOf(after.sibling(), moving), moving).after(after.sibling(), moving);
        room.setApart().forEach(this::setRank);
        yield room.rank();
      }
    };
  }

  /** Whether something with this rank stands at {@code position} already. */
  public boolean standsAt(Position position, UUID id, String rank) {
    return switch (position) {
      case Position.First f -> previous(rank, id).isEmpty();
      case Position.Last l -> true;
      case Position.After after -> {
        rankOf(after.sibling(), id);
        yield previous(rank, id).filter(after.sibling()::equals).isPresent();
      }
    };
  }

  /**
   * A rank right after {@code before}; when that is null, right before {@code after}; when both
   * are, at the end.
   */
  public String rankBeside(String before, String after, UUID moving) {
    if (before != null) {
      return Rank.between(before, next(before, moving));
    }
    if (after != null) {
      var previous =
          one("select max(s.rank)", " and s.id <> :moving and s.rank < :rank", moving, after);
      return Rank.between(previous, after);
    }
    return rankAtEnd(moving);
  }

  private String rankAtEnd(UUID moving) {
    return Rank.between(one("select max(s.rank)", " and s.id <> :moving", moving, null), null);
  }

  private String next(String rank, UUID moving) {
    return one("select min(s.rank)", " and s.id <> :moving and s.rank > :rank", moving, rank);
  }

  private Optional<UUID> previous(String rank, UUID id) {
    var query =
        entities.createQuery(
            "select s.id"
                + from
                + " and (s.rank < :rank or (s.rank = :rank and s.id < :id))"
                + " order by s.rank desc, s.id desc",
            UUID.class);
    return withParent(query)
        .setParameter("rank", rank)
        .setParameter("id", id)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private SharedRank shared(String rank, UUID moving) {
    var query =
        entities.createQuery(
            "select s.id" + from + " and s.rank = :rank order by s.id", UUID.class);
    var siblings = withParent(query).setParameter("rank", rank).getResultList();
    return new SharedRank(rank, siblings, next(rank, moving));
  }

  /** Its rank alone: someone else may be writing the rest of it. */
  private void setRank(UUID id, String rank) {
    entities
        .createQuery("update %s s set s.rank = :rank where s.id = :id".formatted(entity))
        .setParameter("rank", rank)
        .setParameter("id", id)
        .executeUpdate();
  }

  private String rankOf(UUID sibling, UUID moving) {
    if (sibling.equals(moving)) {
      throw new Problem(ProblemCode.INVALID, "after names the thing itself");
    }
    var query =
        withParent(entities.createQuery("select s.rank" + from + " and s.id = :id", String.class))
            .setParameter("id", sibling);
    return query
        .getResultStream()
        .findFirst()
        .orElseThrow(
            () -> new Problem(ProblemCode.INVALID, "after names nothing that stands there"));
  }

  private String one(String select, String condition, UUID moving, String rank) {
    var query = withParent(entities.createQuery(select + from + condition, String.class));
    query.setParameter("moving", moving);
    Optional.ofNullable(rank).ifPresent(r -> query.setParameter("rank", r));
    return query.getSingleResult();
  }

  private <T> TypedQuery<T> withParent(TypedQuery<T> query) {
    return parent == null ? query : query.setParameter("parent", parent);
  }
}
