package org.steadyboard.lesson.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.steadyboard.lesson.page.Page;

/** A lesson with its pages in order. */
public record LessonView(
    UUID id, String title, String language, List<String> tags, UUID ownerId, List<PageView> pages) {

  /**
   * @param markdown null for boards: the notes stand in it
   * @param notes null for boards
   * @param etag which text this is, to be said back with an edit of it; null for boards
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PageView(
      UUID id, String rank, String markdown, String notes, String html, String etag) {

    /** Of a page whose row was read, or written and flushed. */
    public static PageView of(Page page) {
      return new PageView(
          page.id, page.rank, page.markdown, page.notes, page.html, page.textTag().toString());
    }
  }
}
