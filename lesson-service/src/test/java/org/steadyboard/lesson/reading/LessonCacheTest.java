package org.steadyboard.lesson.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
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

  private String get(String body) throws Exception {
    var found = cache.get(lesson, Audience.TEACHER, () -> Optional.of(document(body)));
    return new String(found.orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private LessonDocument document(String body) {
    return LessonDocument.of(null, Set.of(lesson, course), body.getBytes(StandardCharsets.UTF_8));
  }
}
