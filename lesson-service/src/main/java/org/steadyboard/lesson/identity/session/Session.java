package org.steadyboard.lesson.identity.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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

  /** The decisions that were known where it was made: {@code host count} each. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  public List<String> knew;

  private static final String END =
      """
      insert into identity.session_end (id, ended_at) values (:id, :now) on conflict (id) do nothing
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
  }
}
