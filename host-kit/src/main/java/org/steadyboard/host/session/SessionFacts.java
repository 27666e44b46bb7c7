package org.steadyboard.host.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this host's rows say of a token that one of the hosts signed. Any of the rows may not have
 * arrived yet, and the token is believed in their place; each row that is there decides.
 *
 * @param row of the session
 * @param isOver whether the session was ended on any host, or nobody may sign in with the account
 * @param knowsAccount whether the account's row is here
 * @param decided what is known here of decisions that end the account's sessions
 */
public record SessionFacts(
    Optional<Row> row, boolean isOver, boolean knowsAccount, KnownDecisions decided) {

  /**
   * How long an account may be on its way to this host. After that the token is as good as none, so
   * that one whose account is nowhere any more does not keep its browser waiting.
   */
  static final Duration ACCOUNT_ON_ITS_WAY = Duration.ofMinutes(10);

  /**
   * The statement that finds the facts: a row for each session asked for, whatever is here. "offset
   * 0" keeps each step a lookup by key: a plan that was made when few were signed in may join
   * everything with everything, and is kept.
   *
   * @param asked a relation of two uuid columns: the session's id and the account's
   */
  public static String select(String asked) {
    return """
        select asked.session_id, s.token_hash, s.expires_at,
          e.id is not null or s.deleted_at is not null
            or d.disabled_at is not null or a.deleted_at is not null as is_over,
          a.id, a.email, a.name, coalesce(d.role, a.role) as role, d.decided
        from (%s) as asked (session_id, account_id)
        left join lateral (
          select * from identity.session where id = asked.session_id offset 0) s on true
        left join lateral (select id from identity.session_end
          where id = asked.session_id offset 0) e on true
        left join lateral (
          select * from identity.account where id = asked.account_id offset 0) a on true
        cross join lateral identity.standing(asked.account_id) d
        """
        .formatted(asked);
  }

  /**
   * @param sameToken whether it is of the token in question, and not of one with the same id
   */
  public record Row(boolean sameToken, Instant expiresAt) {}

  /** Whether who holds the token is signed in. */
  public enum Verdict {
    IN,
    OUT,
    /** Another host knows the account; this one cannot say who it is yet. */
    ACCOUNT_UNKNOWN_YET
  }

  /** When the session ends, unless it is used meanwhile. */
  public Instant expiresAt(Instant issuedAt) {
    return row.map(Row::expiresAt).orElse(issuedAt.plus(SessionDirectory.LIFETIME));
  }

  /**
   * @param knew the decisions that were known where the token was issued
   */
  public Verdict verdict(KnownDecisions knew, Instant issuedAt, Instant now) {
    var over =
        isOver
            || row.filter(r -> !r.sameToken()).isPresent()
            || !expiresAt(issuedAt).isAfter(now)
            || !knew.cover(decided);
    if (over) {
      return Verdict.OUT;
    }
    if (knowsAccount) {
      return Verdict.IN;
    }
    return issuedAt.plus(ACCOUNT_ON_ITS_WAY).isAfter(now)
        ? Verdict.ACCOUNT_UNKNOWN_YET
        : Verdict.OUT;
  }
}
