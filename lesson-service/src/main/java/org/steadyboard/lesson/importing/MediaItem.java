package org.steadyboard.lesson.importing;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.steadyboard.lesson.row.ReplicatedRow;

/** A name for a file. The file itself lies in the store, under its SHA-256. */
@Entity
@Table(schema = "media", name = "item")
public class MediaItem extends ReplicatedRow {

  public byte[] sha256;
  public long size;
  public String contentType;
  public String fileName;

  /** The account that brought it; null: it came with shared lessons. */
  public UUID ownerId;

  public Instant createdAt;
}
