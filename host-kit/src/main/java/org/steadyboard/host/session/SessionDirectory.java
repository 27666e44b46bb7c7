package org.steadyboard.host.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;

/**
 * Says who a session token belongs to. What was found is kept for up to a minute and dropped as
 * soon as its session or account changes on any host. A session lives {@link #LIFETIME} from its
 * last use; the use is written down at most every {@link #WRITTEN_EVERY}, so that reading lessons
 * does not write.
 */
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMSW",
      "com.github.benmanes.caffeine.cache.PSWMS"
    })
@ApplicationScoped
public class SessionDirectory implements RowChangeHandler {

  public static final Duration LIFETIME = Duration.ofHours(12);
  static final Duration WRITTEN_EVERY = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MAX_KEPT = 10_000;
  private static final String SESSION = "identity.session";

  /** Tells of a decision about an account, by the account's id. */
  public static final String STANDING = "identity.standing";

  private static final String FIND = SessionFacts.select("values (?::uuid, ?::uuid)");

  private static final String EXTEND =
      "update identity.session set expires_at = ? where id = ? and expires_at < ?";

  private final DataSource dataSource;
  private final Clock clock;
  private final Cache<UUID, SignedIn> known =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();

  /** Counts evictions, so that what was read before an eviction is not kept after it. */
  private final AtomicLong evictions = new AtomicLong();

  public SessionDirectory(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** What is known without asking the database; never waits. */
  public Optional<SignedIn> known(SessionToken token) {
    return Optional.ofNullable(known.getIfPresent(token.sessionId()))
        .filter(s -> s.expiresAt().isAfter(clock.instant()));
  }

  /**
   * Who is signed in with {@code token}, asking the database when it is not known; waits. A session
   * whose row has not arrived from its host yet counts, until {@link #LIFETIME} after the token was
   * issued, and is not written here.
   *
   * @throws SQLException when the database is away
   * @throws AccountUnknownYet when even the account has not arrived
   */
  public Optional<SignedIn> find(SessionToken token) throws SQLException, AccountUnknownYet {
    var already = known(token);
    if (already.isPresent()) {
      return already;
    }
    var before = evictions.get();
    try (var connection = dataSource.getConnection()) {
      var found = read(connection, token);
      if (found.isPresent() && evictions.get() == before) {
        known.put(token.sessionId(), found.get());
      }
      return found;
    }
  }

  private Optional<SignedIn> read(Connection connection, SessionToken token)
      throws SQLException, AccountUnknownYet {
    try (var find = connection.prepareStatement(FIND)) {
      find.setObject(1, token.sessionId());
      find.setObject(2, token.accountId());
      try (var row = find.executeQuery()) {
        row.next();
        var facts = facts(row, token);
        var now = clock.instant();
        return switch (facts.verdict(token.knew(), token.issuedAt(), now)) {
          case OUT -> Optional.empty();
          case ACCOUNT_UNKNOWN_YET -> throw new AccountUnknownYet();
          case IN -> Optional.of(signedIn(connection, row, token, facts, now));
        };
      }
    }
  }

  private static SessionFacts facts(ResultSet row, SessionToken token) throws SQLException {
    var hash = row.getBytes("token_hash");
    return new SessionFacts(
        hash == null
            ? Optional.empty()
            : Optional.of(
                new SessionFacts.Row(
                    MessageDigest.isEqual(hash, token.hash()), instant(row, "expires_at").get())),
        row.getBoolean("is_over"),
        row.getObject("id") != null,
        KnownDecisions.of(List.of((String[]) row.getArray("decided").getArray())));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static SignedIn signedIn(
      Connection connection, ResultSet row, SessionToken token, SessionFacts facts, Instant now)
      throws SQLException {
    var expiresAt = facts.expiresAt(token.issuedAt());
    var signedIn =
        new SignedIn(
            row.getObject("id", UUID.class),
            row.getString("email"),
            row.getString("name"),
            row.getString("role"),
            token.sessionId(),
            token.issuedAt(),
            facts.row().isPresent() ? extended(expiresAt, now) : expiresAt,
            token.knew());
    if (!signedIn.expiresAt().equals(expiresAt)) {
      extend(connection, signedIn);
    }
    return signedIn;
  }

  /** When a session that is used now ends. */
  static Instant extended(Instant expiresAt, Instant now) {
    var fresh = now.plus(LIFETIME);
    return expiresAt.isBefore(fresh.minus(WRITTEN_EVERY)) ? fresh : expiresAt;
  }

  private static void extend(Connection connection, SignedIn signedIn) throws SQLException {
    try (var extend = connection.prepareStatement(EXTEND)) {
      extend.setTimestamp(1, Timestamp.from(signedIn.expiresAt()));
      extend.setObject(2, signedIn.sessionId());
      extend.setTimestamp(3, Timestamp.from(signedIn.expiresAt()));
      extend.executeUpdate();
    }
  }

  @Override
  public Set<String> tables() {
    return Set.of(SESSION, "identity.session_end", "identity.account", STANDING);
  }

  @Override
  public void changed(RowChange change) {
    evictions.incrementAndGet();
    if (change.table().startsWith(SESSION)) {
      known.invalidate(change.id());
    } else {
      known.asMap().values().removeIf(s -> s.accountId().equals(change.id()));
    }
  }

  @Override
  public void readAgain() {
    evictions.incrementAndGet();
    known.invalidateAll();
  }
}
