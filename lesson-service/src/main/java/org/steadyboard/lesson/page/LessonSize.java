package org.steadyboard.lesson.page;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.lesson.rendering.Rendered;

/** How large a lesson may become: what its pages have in Markdown, notes and html together. */
public final class LessonSize {

  /** In bytes as stored. Two hosts that are cut off from each other may each write so much. */
  public static final long MAX_BYTES = 4L << 20;

  /** SQL that counts the bytes of a lesson without reading them. */
  public static final String OF_LESSON =
      """
      select coalesce(sum(octet_length(p.markdown) + octet_length(p.notes) + octet_length(p.html)), 0)
      from lesson.page p where p.lesson_id = ? and p.deleted_at is null
      """;

  private LessonSize() {}

  /** What one page adds. */
  public static long of(String markdown, Rendered rendered) {
    return bytes(markdown) + bytes(rendered.notes()) + bytes(rendered.html());
  }

  /**
   * To be asked within the transaction that wrote, which holds the lock of the lesson's pages.
   *
   * @throws Problem lesson-too-large
   */
  public static void refuseTooLarge(EntityManager entities, UUID lesson) {
    entities.flush();
    var bytes =
        (Number) entities.createNativeQuery(OF_LESSON).setParameter(1, lesson).getSingleResult();
    if (bytes.longValue() > MAX_BYTES) {
      throw tooLarge();
    }
  }

  public static Problem tooLarge() {
    return new Problem(
        ProblemCode.LESSON_TOO_LARGE,
        "The pages of a lesson have at most " + MAX_BYTES + " bytes together");
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
