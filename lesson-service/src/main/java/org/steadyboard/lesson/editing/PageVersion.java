package org.steadyboard.lesson.editing;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.steadyboard.lesson.row.ReplicatedRow;

/** A text that stood on a page; never changed. */
@Entity
@Table(schema = "lesson", name = "page_version")
public class PageVersion extends ReplicatedRow {

  public UUID pageId;
  public UUID lessonId;
  public String markdown;

  /** Who put it there; null: not known. */
  public UUID authorId;

  public Instant madeAt;
}
