package org.steadyboard.lesson.importing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.importing.DeckSource.SourceFile;
import org.steadyboard.lesson.media.MediaItem;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.lesson.tree.Node;
import org.steadyboard.lesson.tree.Rank;
import org.steadyboard.lesson.tree.Siblings;

/**
 * Writes one folder or deck in one transaction: all of it or nothing. What is as it was is not
 * touched; what was deleted here and is imported again comes back.
 */
@ApplicationScoped
public class DeckWriting {

  /**
   * @param rank where it stands now
   */
  record Written(boolean changed, String rank) {}

  private final EntityManager entities;
  private final WriteLock lock;
  private final Clock clock;

  public DeckWriting(EntityManager entities, WriteLock lock, Clock clock) {
    this.entities = entities;
    this.lock = lock;
    this.clock = clock;
  }

  /** The ranks of those that are there. */
  @Transactional
  Map<UUID, String> ranksOf(Collection<UUID> ids) {
    return ids.isEmpty()
        ? new HashMap<>()
        : Node.<Node>list("id in ?1", ids).stream()
            .collect(Collectors.toMap(n -> n.id, n -> n.rank));
  }

  /**
   * @param before the rank of what the archive has before it; null: it is the first
   * @param after the rank of what stands here already and the archive has after it, or null
   */
  @Transactional
  Written write(DeckSource source, String before, String after) {
    lock.tree();
    lock.pagesOf(source.id());
    var node = Node.<Node>findById(source.id());
    var isNew = node == null;
    if (!isNew && !node.isDeleted() && Arrays.equals(node.sourceHash, source.hash())) {
      return new Written(false, node.rank);
    }
    if (isNew) {
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
    var there =
        Page.<Page>list("lessonId", source.id()).stream()
            .collect(Collectors.toMap(p -> p.id, Function.identity()));
    for (var i = 0; i < source.pages().size(); i++) {
      var id = Ids.named(source.id(), "page " + (i + 1));
      var page = there.remove(id);
      var isNew = page == null;
      if (isNew) {
        page = new Page();
        page.id = id;
        page.lessonId = source.id();
      }
      page.rank = Rank.nth(i);
      page.deletedAt = null;
      page.write(source.pages().get(i).markdown(), source.pages().get(i).rendered());
      if (isNew) {
        page.persist();
      }
    }
    there.values().stream().filter(p -> !p.isDeleted()).forEach(p -> p.deletedAt = clock.instant());
  }

  private void writeFile(SourceFile file, UUID ownerId) {
    var name = file.stored().sha256() + " " + file.name() + (ownerId == null ? "" : " " + ownerId);
    var id = Ids.named(Ids.DECKS, "media " + name);
    var item = MediaItem.<MediaItem>findById(id);
    if (item != null) {
      item.deletedAt = null;
      return;
    }
    item = new MediaItem();
    item.id = id;
    item.sha256 = file.stored().sha256().bytes();
    item.size = file.stored().size();
    item.contentType = file.contentType();
    item.fileName = file.name();
    item.ownerId = ownerId;
    item.createdAt = clock.instant();
    item.persist();
  }
}
