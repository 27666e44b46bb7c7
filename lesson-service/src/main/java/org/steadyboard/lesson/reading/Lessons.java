package org.steadyboard.lesson.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.error.Problem;
import org.steadyboard.lesson.reading.LessonCache.Audience;

/** The lessons of this host: from memory, until one of their rows changes on any host. */
@ApplicationScoped
public class Lessons implements RowChangeHandler {

  private final LessonReading reading;
  private final ObjectMapper json;
  private final LessonCache cache;
  private final ReadingRoom room = new ReadingRoom(ReadingRoom.PATIENCE);

  public Lessons(LessonReading reading, ObjectMapper json, LessonCacheSettings settings) {
    this.reading = reading;
    this.json = json;
    this.cache = new LessonCache(settings.maxBytes());
  }

  /** What is known without asking the database; never waits. */
  public Optional<LessonDocument> known(UUID id, Audience audience) {
    return cache.known(id, audience);
  }

  /**
   * Asks the database when it must; waits. Whether the caller may see it is still to be checked.
   */
  public Optional<LessonDocument> find(UUID id, Audience audience) throws Exception {
    return cache.get(id, audience, () -> read(id, audience));
  }

  /**
   * Reads from the database now, within the transaction that is under way, if any. Waits for room.
   *
   * @throws Problem lesson-too-large, busy
   */
  public Optional<LessonDocument> read(UUID id, Audience audience) throws Exception {
    var bytes = reading.bytes(id);
    try (var _ = room.enter(bytes)) {
      var lesson = new LessonJson(json, audience, bytes);
      reading.read(id, lesson);
      return lesson.document();
    }
  }

  /** "lesson.content" is told of a lesson whose pages changed. */
  @Override
  public Set<String> tables() {
    return Set.of("lesson.node", "lesson.content");
  }

  @Override
  public void changed(RowChange change) {
    cache.drop(change.id());
  }

  @Override
  public void readAgain() {
    cache.hears();
  }

  @Override
  public void stopsHearing() {
    cache.isDeaf();
  }

  /** Makes this process know at once what the others are told. */
  public void wrote(UUID id) {
    cache.drop(id);
  }
}
