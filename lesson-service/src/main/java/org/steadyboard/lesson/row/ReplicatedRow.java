package org.steadyboard.lesson.row;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/**
 * A row that is the same on every host. Its stamp is written by the database alone, and it is never
 * removed: {@code deletedAt} says that it is gone.
 */
@MappedSuperclass
public abstract class ReplicatedRow extends PanacheEntityBase {

  @Id public UUID id;

  public Instant deletedAt;

  @Column(insertable = false, updatable = false)
  public long rowStamp;

  @Column(insertable = false, updatable = false)
  public String rowHost;

  public boolean isDeleted() {
    return deletedAt != null;
  }
}
