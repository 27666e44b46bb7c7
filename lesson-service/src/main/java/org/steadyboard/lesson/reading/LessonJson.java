package org.steadyboard.lesson.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.steadyboard.host.error.Problem;
import org.steadyboard.lesson.page.LessonSize;
import org.steadyboard.lesson.reading.LessonCache.Audience;
import org.steadyboard.lesson.reading.LessonReading.Head;
import org.steadyboard.lesson.reading.LessonView.PageView;

/**
 * Writes a {@link LessonView} while it is read, up to {@link #MAX_BYTES}; for a board without the
 * notes, and without the Markdown that they stand in. Used once, by one thread.
 */
final class LessonJson implements LessonReading.Reader {

  /**
   * Twice what two hosts that did not hear each other may have written: a quotation mark takes two
   * bytes in JSON. A control character takes six; a lesson of those is not for reading.
   */
  static final int MAX_BYTES = (int) (4 * LessonSize.MAX_BYTES);

  private final Audience audience;
  private final Bounded bytes;
  private final JsonGenerator generator;
  private Head head;

  /**
   * @param expected bytes of the lesson, as stored
   */
  LessonJson(ObjectMapper json, Audience audience, long expected) throws IOException {
    this.audience = audience;
    this.bytes = new Bounded((int) Math.min(MAX_BYTES, 1_024 + expected + expected / 8));
    this.generator = json.getFactory().createGenerator(bytes);
  }

  /**
   * @throws Problem lesson-too-large, as all that writes here does
   */
  @Override
  public void head(Head read) throws IOException {
    head = read;
    generator.writeStartObject();
    generator.writeStringField("id", read.id().toString());
    generator.writeStringField("title", read.title());
    generator.writeStringField("language", read.language());
    generator.writeArrayFieldStart("tags");
    for (var tag : read.tags()) {
      generator.writeString(tag);
    }
    generator.writeEndArray();
    generator.writeStringField(
        "ownerId", read.ownerId() == null ? null : read.ownerId().toString());
    generator.writeArrayFieldStart("pages");
  }

  @Override
  public void page(PageView page) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("id", page.id().toString());
    generator.writeStringField("rank", page.rank());
    if (audience == Audience.TEACHER) {
      generator.writeStringField("markdown", page.markdown());
      generator.writeStringField("notes", page.notes());
    }
    generator.writeStringField("html", page.html());
    if (audience == Audience.TEACHER) {
      generator.writeStringField("etag", page.etag());
    }
    generator.writeEndObject();
  }

  /** Empty when there was no lesson. */
  Optional<LessonDocument> document() throws IOException {
    if (head == null) {
      return Optional.empty();
    }
    generator.writeEndArray();
    generator.writeEndObject();
    generator.close();
    return Optional.of(LessonDocument.of(head.ownerId(), head.path(), bytes.toByteArray()));
  }

  private static final class Bounded extends ByteArrayOutputStream {

    Bounded(int expected) {
      super(expected);
    }

    @Override
    public synchronized void write(int b) {
      refuse(1);
      super.write(b);
    }

    @Override
    public synchronized void write(byte[] more, int offset, int length) {
      refuse(length);
      super.write(more, offset, length);
    }

    private void refuse(int more) {
      if (more > MAX_BYTES - count) {
        throw LessonSize.tooLarge();
      }
    }
  }
}
