package org.steadyboard.lesson.tree;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.steadyboard.lesson.row.ReplicatedRow;

/** A course, a theme or a lesson in its place in the tree. */
@Entity
@Table(schema = "lesson", name = "node")
public class Node extends ReplicatedRow {

  public static final String COURSE = "course";
  public static final String THEME = "theme";
  public static final String LESSON = "lesson";

  public UUID parentId;
  public String kind;
  public String title;

  /** The place among its siblings, as {@link Rank} makes it; ties are broken by the id. */
  public String rank;

  @JdbcTypeCode(SqlTypes.ARRAY)
  public List<String> tags;

  public String language;

  /** The account whose it is; null: shared, and only admins change it. */
  public UUID ownerId;

  public UUID copiedFrom;

  /** The deck's path, when it was imported. */
  public String sourcePath;

  /** The deck's SHA-256, when it was imported. */
  public byte[] sourceHash;

  public boolean isLesson() {
    return LESSON.equals(kind);
  }

  void describe(String title, List<String> tags, String language) {
    this.title = title.strip();
    this.tags = List.copyOf(new LinkedHashSet<>(tags));
    this.language = language;
  }
}
