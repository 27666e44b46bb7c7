package org.steadyboard.lesson.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.steadyboard.host.error.DatabaseAway;

/**
 * Keeps the lessons that are read, as they go over the line, up to a number of bytes.
 *
 * <p>What was read from the database before a change is never kept after it: each change raises a
 * counter, and what was read is kept only when the counter stands where it stood before reading. A
 * plain class; safe for threads.
 */
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMW",
      "com.github.benmanes.caffeine.cache.PSMW"
    })
public final class LessonCache {

  /** Teachers see notes, boards do not. */
  public enum Audience {
    TEACHER,
    BOARD
  }

  private record Key(UUID lesson, Audience audience) {}

  private final long maxBytes;
  private final Cache<Key, LessonDocument> kept;
  private final ByNode<Key> byNode = new ByNode<>();
  private volatile boolean hearing = true;
  private long changes;

  public LessonCache(long maxBytes) {
    this.maxBytes = maxBytes;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, LessonDocument document) -> document.weight())
            .evictionListener(
                (Key key, LessonDocument document, RemovalCause cause) ->
                    byNode.remove(key, document.path()))
            .build();
  }

  /** What is kept and known to be of now; never waits. */
  public Optional<LessonDocument> known(UUID lesson, Audience audience) {
    return hearing ? kept(lesson, audience) : Optional.empty();
  }

  /**
   * What is kept and of now, or else what {@code reading} gives, which may be nothing. What is kept
   * and may be out of date is given only when the database is away: a class goes on with it.
   */
  public Optional<LessonDocument> get(
      UUID lesson, Audience audience, Callable<Optional<LessonDocument>> reading) throws Exception {
    var known = known(lesson, audience);
    if (known.isPresent()) {
      return known;
    }
    var before = changesUntilNow();
    Optional<LessonDocument> read;
    try {
      read = reading.call();
    } catch (SQLException e) {
      var last = kept(lesson, audience);
      if (last.isPresent() && DatabaseAway.isCauseOf(e)) {
        return last;
      }
      throw e;
    }
    read.ifPresent(document -> keep(new Key(lesson, audience), document, before));
    return read;
  }

  private Optional<LessonDocument> kept(UUID lesson, Audience audience) {
    return Optional.ofNullable(kept.getIfPresent(new Key(lesson, audience)));
  }

  private synchronized long changesUntilNow() {
    return changes;
  }

  // Keeping and dropping take turns, so that dropping meets all that was kept before it.
  private synchronized void keep(Key key, LessonDocument document, long before) {
    if (maxBytes > 0 && hearing && changes == before) {
      remove(key);
      // First, so that it is found when it is evicted in the moment that it is put.
      byNode.add(key, document.path());
      kept.put(key, document);
    }
  }

  private void remove(Key key) {
    var removed = kept.asMap().remove(key);
    if (removed != null) {
      byNode.remove(key, removed.path());
    }
  }

  /** Drops a lesson, or all lessons under a node. */
  public synchronized void drop(UUID lessonOrNode) {
    changes++;
    byNode.under(lessonOrNode).forEach(this::remove);
  }

  /** Changes are heard (again): what was kept before may be out of date, what comes may be kept. */
  public synchronized void hears() {
    hearing = true;
    dropAll();
  }

  /**
   * Changes are not heard: nothing more may be kept, and what is kept is the last that was known.
   */
  public synchronized void isDeaf() {
    hearing = false;
    changes++;
  }

  /** Whether nothing is kept, and nothing of what was. */
  boolean isEmpty() {
    kept.cleanUp();
    return kept.asMap().isEmpty() && byNode.isEmpty();
  }

  private void dropAll() {
    changes++;
    kept.asMap().keySet().forEach(this::remove);
  }
}
