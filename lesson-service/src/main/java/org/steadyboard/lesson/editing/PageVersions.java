package org.steadyboard.lesson.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.page.Page;

/**
 * Keeps what edits put on pages, so that the loser of two edits on hosts that did not hear each
 * other is there on every host. Used within the transaction of the edit, which holds the lock of
 * the lesson's pages.
 */
@ApplicationScoped
public class PageVersions {

  /** The most that a page keeps; after an edit the oldest go, and their texts with them. */
  static final int MAX_KEPT = 50;

  private static final String FORGET_OLDEST =
      """
      update lesson.page_version set deleted_at = :now, markdown = ''
      where page_id = :page and deleted_at is null and id not in (
        select v.id from lesson.page_version v where v.page_id = :page and v.deleted_at is null
        order by v.made_at desc, v.id desc limit :kept)
      """;

  private final EntityManager entities;
  private final Clock clock;

  public PageVersions(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * An edit was made; one that changed no text keeps nothing.
   *
   * @param former what stood there before; null for a new page
   */
  void keep(Page page, String former, UUID author) {
    if (page.markdown.equals(former)) {
      return;
    }
    if (former != null
        && PageVersion.count("pageId = ?1 and markdown = ?2 and deletedAt is null", page.id, former)
            == 0) {
      keepFormer(page, former);
    }
    persist(Ids.next(), page, page.markdown, author, clock.instant());
    forgetOldest(page);
  }

  /** A text that was meant for the page and does not come there; said again, it is kept once. */
  void keepBeside(Page page, String markdown, UUID author) {
    if (PageVersion.count("pageId = ?1 and markdown = ?2 and deletedAt is null", page.id, markdown)
        == 0) {
      persist(Ids.next(), page, markdown, author, clock.instant());
      forgetOldest(page);
    }
  }

  private void forgetOldest(Page page) {
    entities.flush();
    entities
        .createNativeQuery(FORGET_OLDEST)
        .setParameter("now", clock.instant())
        .setParameter("page", page.id)
        .setParameter("kept", MAX_KEPT)
        .executeUpdate();
  }

  /**
   * What nobody said here, such as an import. Named by its text: two hosts that keep the same one
   * make the same row. One that was forgotten and stands on the page again is kept again.
   */
  private static void keepFormer(Page page, String former) {
    var id = Ids.named(page.id, former);
    var stamp = Instant.EPOCH.plus(page.rowStamp, ChronoUnit.MICROS);
    var forgotten = PageVersion.<PageVersion>findById(id);
    if (forgotten == null) {
      persist(id, page, former, null, stamp);
    } else if (forgotten.pageId.equals(page.id)) {
      forgotten.markdown = former;
      forgotten.madeAt = stamp;
      forgotten.deletedAt = null;
    }
  }

  private static void persist(UUID id, Page page, String markdown, UUID author, Instant at) {
    var version = new PageVersion();
    version.id = id;
    version.pageId = page.id;
    version.lessonId = page.lessonId;
    version.markdown = markdown;
    version.authorId = author;
    version.madeAt = at;
    version.persist();
  }
}
