package org.steadyboard.lesson.importing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.importing.DeckSource.SourceFile;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.page.PageIds;
import org.steadyboard.lesson.row.DerivedIds;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.lesson.tree.Node;
import org.steadyboard.lesson.tree.Rank;
import org.steadyboard.lesson.tree.Siblings;
import org.steadyboard.lesson.tree.Tree;

/**
 * Writes one folder or deck in one transaction: all of it or nothing. What is as it was is not
 * touched; what was deleted here and is imported again comes back. Nothing is ever written that an
 * import did not make for the same owner.
 */
@ApplicationScoped
public class DeckWriting {

  /**
   * @param rank where it stands now
   */
  record Written(boolean changed, String rank) {}

  /**
   * @param rank null: it is not there yet
   */
  record Place(UUID id, String rank) {}

  private final EntityManager entities;
  private final Tree tree;
  private final WriteLock lock;
  private final Clock clock;

  public DeckWriting(EntityManager entities, Tree tree, WriteLock lock, Clock clock) {
    this.entities = entities;
    this.tree = tree;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * Where what stands together is, or will be. A path whose ids are all something else's is left
   * out.
   *
   * @param namespace what the ids follow from, beside the paths
   * @param lessons by path: whether it is a lesson
   */
  @Transactional
  Map<String, Place> places(UUID namespace, UUID ownerId, Map<String, Boolean> lessons) {
    var first = new HashMap<UUID, Node>();
    var ids = lessons.keySet().stream().map(p -> DerivedIds.first(namespace, name(p))).toList();
    if (!ids.isEmpty()) {
      Node.<Node>list("id in ?1", ids).forEach(n -> first.put(n.id, n));
    }
    var places = new HashMap<String, Place>();
    lessons.forEach(
        (path, isLesson) -> {
          Function<UUID, Node> there =
              id -> ids.contains(id) ? first.get(id) : Node.<Node>findById(id);
          DerivedIds.find(
                  namespace, name(path), id -> isOwn(there.apply(id), path, ownerId, isLesson))
              .ifPresent(
                  id ->
                      places.put(
                          path,
                          new Place(
                              id,
                              Optional.ofNullable(there.apply(id)).map(n -> n.rank).orElse(null))));
        });
    return places;
  }

  /** A name for the top of an archive too. */
  private static String name(String path) {
    return path.isEmpty() ? "." : path;
  }

  /** Nobody but an import writes where a node was imported from. */
  private static boolean isOwn(Node node, String path, UUID ownerId, boolean isLesson) {
    return node == null
        || (path.equals(node.sourcePath)
            && Objects.equals(ownerId, node.ownerId)
            && isLesson == node.isLesson());
  }

  /**
   * @param before the rank of what the archive has before it; null: it is the first
   * @param after the rank of what stands here already and the archive has after it, or null
   * @throws Problem conflict, when an id is something else's; invalid, when it would stand too deep
   */
  @Transactional
  Written write(DeckSource source, String before, String after) {
    lock.tree();
    lock.pagesOf(source.id());
    lock.moreTime();
    var node = Node.<Node>findById(source.id());
    var isNew = node == null;
    if (!isOwn(node, source.path(), source.ownerId(), source.kind().equals(Node.LESSON))) {
      throw new Problem(ProblemCode.CONFLICT, "its id is something else's");
    }
    if (!isNew && !node.isDeleted() && Arrays.equals(node.sourceHash, source.hash())) {
      return new Written(false, node.rank);
    }
    if (isNew) {
      tree.refuseTooDeep(source.parentId());
      node = new Node();
      node.id = source.id();
      node.parentId = source.parentId();
      node.ownerId = source.ownerId();
    }
    // Who moved it since the last import wants it there.
    var inPlace = Objects.equals(node.parentId, source.parentId());
    if (isNew || (inPlace && !isBetween(node.rank, before, after))) {
      node.rank =
          Siblings.underNode(entities, node.parentId).rankBeside(before, after, source.id());
    }
    node.kind = isNew ? source.kind() : node.kind;
    node.title = source.title();
    node.tags = source.tags();
    node.language = source.language();
    node.sourcePath = source.path();
    node.sourceHash = source.hash();
    node.deletedAt = null;
    if (isNew) {
      node.persist();
    }
    source.files().forEach(f -> writeFile(f, source.ownerId()));
    if (node.isLesson()) {
      writePages(source);
    }
    return new Written(true, node.rank);
  }

  private static boolean isBetween(String rank, String before, String after) {
    return (before == null || rank.compareTo(before) > 0)
        && (after == null || rank.compareTo(after) < 0);
  }

  private void writePages(DeckSource source) {
    var names = IntStream.rangeClosed(1, source.pages().size()).mapToObj(n -> "page " + n).toList();
    var ids = PageIds.of(source.id(), names);
    var there = new HashMap<UUID, Page>();
    Page.<Page>list("lessonId = ?1 and deletedAt is null", source.id())
        .forEach(p -> there.put(p.id, p));
    if (!ids.isEmpty()) {
      Page.<Page>list("id in ?1", ids).forEach(p -> there.put(p.id, p));
    }
    for (var i = 0; i < ids.size(); i++) {
      var page = there.remove(ids.get(i));
      var isNew = page == null;
      if (isNew) {
        page = new Page();
        page.id = ids.get(i);
        page.lessonId = source.id();
      }
      page.rank = Rank.nth(i);
      page.deletedAt = null;
      page.write(source.pages().get(i).markdown(), source.pages().get(i).rendered());
      if (isNew) {
        page.persist();
      }
    }
    there.values().forEach(p -> p.deletedAt = clock.instant());
  }

  private void writeFile(SourceFile file, UUID ownerId) {
    var name = file.stored().sha256() + " " + file.name() + (ownerId == null ? "" : " " + ownerId);
    var sha256 = file.stored().sha256().bytes();
    Predicate<MediaItem> isOwn =
        i -> i == null || (Arrays.equals(sha256, i.sha256) && Objects.equals(ownerId, i.ownerId));
    var id =
        DerivedIds.find(
                Ids.DECKS, "media " + name, i -> isOwn.test(MediaItem.<MediaItem>findById(i)))
            .orElseThrow(
                () -> new Problem(ProblemCode.CONFLICT, "the ids of a file are something else's"));
    var item = MediaItem.<MediaItem>findById(id);
    if (item != null) {
      item.deletedAt = null;
      return;
    }
    item = new MediaItem();
    item.id = id;
    item.sha256 = sha256;
    item.size = file.stored().size();
    item.contentType = file.contentType();
    item.fileName = file.name();
    item.ownerId = ownerId;
    item.createdAt = clock.instant();
    item.persist();
  }
}
