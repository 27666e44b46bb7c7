package org.steadyboard.lesson.row;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes writers of this host's database take turns until their transaction ends, so that the same
 * write said twice at once, or two writes that decide on what they read, do not meet. From then on
 * no statement of the transaction takes longer than {@link #STATEMENT}: it ends as stuck.
 */
@ApplicationScoped
public class WriteLock {

  /** Held by whoever decides where nodes stand. */
  public static final long TREE = 0x7374656164790001L;

  /** For each statement of a request that writes, waiting for its turn included. */
  static final Duration STATEMENT = Duration.ofSeconds(10);

  /** For each statement of an import; less than the driver's socketTimeout. */
  static final Duration IMPORT_STATEMENT = Duration.ofSeconds(20);

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

  /** For what an import writes at once, which is more than a request does. */
  public void moreTime() {
    limit(IMPORT_STATEMENT);
  }

  private void limit(Duration each) {
    entities
        .createNativeQuery("select set_config('statement_timeout', :millis, true)", String.class)
        .setParameter("millis", String.valueOf(each.toMillis()))
        .getSingleResult();
  }

  private void lock(long key) {
    limit(STATEMENT);
    entities
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
        .setParameter("key", key)
        .getSingleResult();
  }
}
