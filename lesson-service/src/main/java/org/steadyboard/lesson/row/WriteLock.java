package org.steadyboard.lesson.row;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Makes writers of this host's database take turns until their transaction ends, so that the same
 * write said twice at once, or two writes that decide on what they read, do not meet.
 */
@ApplicationScoped
public class WriteLock {

  /** Held by whoever decides where nodes stand. */
  public static final long TREE = 0x7374656164790001L;

  private static final long ACCOUNTS = 0x7374656164790002L;

  private final EntityManager entities;

  public WriteLock(EntityManager entities) {
    this.entities = entities;
  }

  /** For where nodes stand: all moves of the tree take turns, so that none makes a cycle. */
  public void tree() {
    lock(TREE);
  }

  public void accounts() {
    lock(ACCOUNTS);
  }

  /** For the pages of one lesson; taken after {@link #tree()} when both are. */
  public void pagesOf(UUID lessonId) {
    lock(lessonId.getMostSignificantBits() ^ lessonId.getLeastSignificantBits());
  }

  private void lock(long key) {
    entities
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
        .setParameter("key", key)
        .getSingleResult();
  }
}
