package org.steadyboard.lesson.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.reading.LessonCache.Audience;

class LessonCacheTest {

  private final UUID lesson = UUID.randomUUID();
  private final UUID course = UUID.randomUUID();
  private final LessonCache cache = new LessonCache(1_000_000);

  @Test
  void readsOnce() throws Exception {
    get("first");

    assertThat(get("second")).isEqualTo("first");
    assertThat(cache.known(lesson, Audience.BOARD)).isEmpty();
  }

  @Test
  void dropsALessonWhenItOrWhatIsAboveItChanges() throws Exception {
    get("first");
    cache.drop(UUID.randomUUID());
    assertThat(get("second")).isEqualTo("first");

    cache.drop(lesson);
    assertThat(get("second")).isEqualTo("second");
    cache.drop(course);
    assertThat(get("third")).isEqualTo("third");
    cache.hears();
    assertThat(get("fourth")).isEqualTo("fourth");
  }

  @Test
  void keepsNothingWhileChangesAreNotHeard() throws Exception {
    get("first");
    cache.isDeaf();
    assertThat(get("second")).isEqualTo("second");
    assertThat(get("third")).as("nothing would drop it").isEqualTo("third");
    cache.hears();
    get("fourth");
    assertThat(get("fifth")).isEqualTo("fourth");
  }

  @Test
  void givesWhatWasKnownLastWhileTheDatabaseIsAwayAndNothingElseIs() throws Exception {
    get("first");
    cache.isDeaf();
    var away = new SQLException("gone", "08006");
    assertThat(
            cache.get(
                lesson,
                Audience.TEACHER,
                () -> {
                  throw away;
                }))
        .isPresent();
    var fault = new SQLException("refused", "42601");
    assertThatThrownBy(
            () ->
                cache.get(
                    lesson,
                    Audience.TEACHER,
                    () -> {
                      throw fault;
                    }))
        .isSameAs(fault);
    assertThatThrownBy(
            () ->
                cache.get(
                    UUID.randomUUID(),
                    Audience.TEACHER,
                    () -> {
                      throw away;
                    }))
        .isSameAs(away);
  }

  @Test
  void whatWasReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
    var stale =
        cache.get(
            lesson,
            Audience.TEACHER,
            () -> {
              cache.drop(lesson);
              return Optional.of(document("stale"));
            });

    assertThat(stale).isPresent();
    assertThat(get("fresh")).isEqualTo("fresh");
  }

  @Test
  void keepsNothingWhenItMayNot() throws Exception {
    var none = new LessonCache(0);
    Callable<Optional<LessonDocument>> reading = () -> Optional.of(document("x"));
    none.get(lesson, Audience.TEACHER, reading);

    assertThat(none.known(lesson, Audience.TEACHER)).isEmpty();
  }

  @Test
  void aChangeOfOneNodeLooksAtNoOthersLesson() throws Exception {
    var looks = new AtomicInteger();
    for (var i = 0; i < 100; i++) {
      var path =
          new HashSet<>(Set.of(UUID.randomUUID())) {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean contains(Object node) {
              looks.incrementAndGet();
              return super.contains(node);
            }
          };
      var other = LessonDocument.of(null, path, new byte[1]);
      cache.get(path.iterator().next(), Audience.TEACHER, () -> Optional.of(other));
    }
    get("first");

    cache.drop(course);

    assertThat(looks).hasValue(0);
    assertThat(get("second")).isEqualTo("second");
  }

  @Test
  void whatIsEvictedOrDroppedLeavesNothingBehind() throws Exception {
    var small = new LessonCache(10_000);
    for (var i = 0; i < 1_000; i++) {
      var id = UUID.randomUUID();
      var evicted = LessonDocument.of(null, Set.of(id, course), new byte[100]);
      small.get(id, Audience.TEACHER, () -> Optional.of(evicted));
    }
    assertThat(small.isEmpty()).isFalse();

    small.drop(course);

    assertThat(small.isEmpty()).isTrue();
  }

  private String get(String body) throws Exception {
    var found = cache.get(lesson, Audience.TEACHER, () -> Optional.of(document(body)));
    return new String(found.orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private LessonDocument document(String body) {
    return LessonDocument.of(null, Set.of(lesson, course), body.getBytes(StandardCharsets.UTF_8));
  }
}
