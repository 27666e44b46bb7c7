package org.steadyboard.lesson.lesson;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Keeps the lessons that are read, as they go over the line, up to a number of bytes.
 *
 * <p>What was read from the database before a change is never kept after it: each change raises a
 * counter, and what was read is kept only when the counter stands where it stood before reading. A
 * plain class; safe for threads.
 */
public final class LessonCache {

  /** Teachers see notes, boards do not. */
  public enum Audience {
    TEACHER,
    BOARD
  }

  private record Key(UUID lesson, Audience audience) {}

  private final long maxBytes;
  private final Cache<Key, LessonDocument> kept;
  private long changes;

  public LessonCache(long maxBytes) {
    this.maxBytes = maxBytes;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, LessonDocument document) -> document.weight())
            .build();
  }

  /** What is kept; never waits. */
  public Optional<LessonDocument> known(UUID lesson, Audience audience) {
    return Optional.ofNullable(kept.getIfPresent(new Key(lesson, audience)));
  }

  /** What is kept, or else what {@code reading} gives, which may be nothing. */
  public Optional<LessonDocument> get(
      UUID lesson, Audience audience, Callable<Optional<LessonDocument>> reading) throws Exception {
    var known = known(lesson, audience);
    if (known.isPresent()) {
      return known;
    }
    var before = changesUntilNow();
    var read = reading.call();
    read.ifPresent(document -> keep(new Key(lesson, audience), document, before));
    return read;
  }

  private synchronized long changesUntilNow() {
    return changes;
  }

  // Keeping and dropping take turns, so that dropping meets all that was kept before it.
  private synchronized void keep(Key key, LessonDocument document, long before) {
    if (maxBytes > 0 && changes == before) {
      kept.put(key, document);
    }
  }

  /** Drops a lesson, or all lessons under a node. */
  public synchronized void drop(UUID lessonOrNode) {
    changes++;
    kept.asMap().values().removeIf(document -> document.path().contains(lessonOrNode));
  }

  public synchronized void dropAll() {
    changes++;
    kept.invalidateAll();
  }
}
