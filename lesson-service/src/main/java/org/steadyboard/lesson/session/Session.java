package org.steadyboard.lesson.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.steadyboard.lesson.row.ReplicatedRow;

/** Someone is signed in with a browser. Only the hash of the browser's token is known here. */
@Entity
@Table(schema = "identity", name = "session")
public class Session extends ReplicatedRow {

  public byte[] tokenHash;
  public UUID accountId;
  public String userAgent;
  public Instant createdAt;
  public Instant expiresAt;
  public Instant endedAt;

  /** Ends every session of an account, in the transaction that is under way. */
  public static void endAllOf(UUID accountId, Instant now) {
    update("endedAt = ?1 where accountId = ?2 and endedAt is null", now, accountId);
  }
}
