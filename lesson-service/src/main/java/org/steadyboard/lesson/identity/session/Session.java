package org.steadyboard.lesson.identity.session;

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

  private static final String END =
      """
      insert into identity.session_end (id, ended_at) values (:id, :now) on conflict (id) do nothing
      """;

  private static final String END_ALL =
      """
      insert into identity.session_end (id, ended_at)
      select s.id, :now from identity.session s where s.account_id = :account and s.expires_at > :now
      on conflict (id) do nothing
      """;

  /**
   * Ends a session for good, in the transaction that is under way, whether or not its row has
   * arrived here.
   */
  public static void end(UUID id, Instant now) {
    getEntityManager()
        .createNativeQuery(END)
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate();
    update("endedAt = ?1 where id = ?2 and endedAt is null", now, id);
  }

  /** Ends every session of an account that is known here, in the transaction that is under way. */
  public static void endAllOf(UUID accountId, Instant now) {
    getEntityManager()
        .createNativeQuery(END_ALL)
        .setParameter("account", accountId)
        .setParameter("now", now)
        .executeUpdate();
    update("endedAt = ?1 where accountId = ?2 and endedAt is null", now, accountId);
  }
}
