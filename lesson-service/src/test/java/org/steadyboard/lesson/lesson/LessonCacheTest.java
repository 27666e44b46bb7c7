package org.steadyboard.lesson.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.lesson.LessonCache.Audience;

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
    cache.dropAll();
    assertThat(get("fourth")).isEqualTo("fourth");
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

  private String get(String body) throws Exception {
    var found = cache.get(lesson, Audience.TEACHER, () -> Optional.of(document(body)));
    return new String(found.orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private LessonDocument document(String body) {
    return LessonDocument.of(null, Set.of(lesson, course), body.getBytes(StandardCharsets.UTF_8));
  }
}
