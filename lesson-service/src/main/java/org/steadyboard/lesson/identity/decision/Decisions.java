package org.steadyboard.lesson.identity.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.NativeQuery;
import org.steadyboard.host.ids.Ids;

/**
 * Decides about accounts, and says what follows from what was decided. Each decision is a row that
 * is never changed, and takes the place of those that stood on this host when it was made: what
 * another host decided at the same time stands beside it, and of the two the one that lets fewer in
 * counts. See docs/replication.md.
 *
 * <p>Everything is done in the transaction that is under way.
 */
@ApplicationScoped
public class Decisions {

  /** What a decision says, and what about. */
  public enum Verdict {
    /** Nobody may sign in, and who is signed in is not any more. */
    CLOSED("access", "closed"),
    OPEN("access", "open"),
    ADMIN("role", "admin"),
    TEACHER("role", "teacher"),
    /** Every session that was made before is over. */
    SESSIONS_ANEW("sessions", "anew");

    private final String about;
    private final String says;

    Verdict(String about, String says) {
      this.about = about;
      this.says = says;
    }

    public static Verdict ofRole(String role) {
      return ADMIN.says.equals(role) ? ADMIN : TEACHER;
    }
  }

  /**
   * What is known here.
   *
   * @param disabledAt empty: who has the password may sign in
   * @param role empty: the one that the account was made with
   * @param decided what a session that is made now knows: {@code host count} each
   */
  public record Standing(
      Optional<Instant> disabledAt, Optional<String> role, List<String> decided) {}

  private static final String STANDING =
      """
      select disabled_at, role, array_to_string(decided, ',') as decided
      from identity.standing(:account)
      """;

  private static final String DECIDE =
      "select 1 from identity.decide(:id, :account, :about, :says, :now)";

  private final EntityManager entities;
  private final Clock clock;

  public Decisions(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  public Standing standing(UUID account) {
    var found =
        (Object[])
            entities
                .createNativeQuery(STANDING)
                .unwrap(NativeQuery.class)
                .addScalar("disabled_at", Instant.class)
                .addScalar("role", String.class)
                .addScalar("decided", String.class)
                .setParameter("account", account)
                .getSingleResult();
    var decided = (String) found[2];
    return new Standing(
        Optional.ofNullable((Instant) found[0]),
        Optional.ofNullable((String) found[1]),
        decided.isEmpty() ? List.of() : List.of(decided.split(",")));
  }

  public void decide(UUID account, Verdict verdict) {
    entities
        .createNativeQuery(DECIDE, Integer.class)
        .setParameter("id", Ids.next())
        .setParameter("account", account)
        .setParameter("about", verdict.about)
        .setParameter("says", verdict.says)
        .setParameter("now", clock.instant())
        .getSingleResult();
  }
}
