package org.steadyboard.lesson.page;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.steadyboard.lesson.rendering.Rendered;
import org.steadyboard.lesson.rendering.Rendering;
import org.steadyboard.lesson.row.ReplicatedRow;

/** A page of a lesson. What is derived from its Markdown is kept beside it, for reading. */
@Entity
@Table(schema = "lesson", name = "page")
public class Page extends ReplicatedRow {

  public UUID lessonId;

  /** The place in the lesson, as {@link org.steadyboard.lesson.tree.Rank} makes it. */
  public String rank;

  public String markdown;
  public String notes;
  public String html;
  public String headings;
  public String words;

  /** The version of the rendering that made what is derived. */
  public short rendering;

  /**
   * Sets the Markdown and all that follows from it; the same Markdown changes nothing.
   *
   * @param rendered what the Markdown gives
   */
  public void write(String newMarkdown, Rendered rendered) {
    if (newMarkdown.equals(markdown) && rendering == Rendering.VERSION) {
      return;
    }
    markdown = newMarkdown;
    notes = rendered.notes();
    html = rendered.html();
    headings = rendered.headings();
    words = rendered.words();
    rendering = Rendering.VERSION;
  }

  /** Which text this is; of a row that was read, or written and flushed and read again. */
  public TextTag textTag() {
    return TextTag.of(rowStamp, rowHost, markdown);
  }
}
