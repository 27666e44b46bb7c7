package org.steadyboard.host.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
@ApplicationScoped
public class SessionDirectory implements RowChangeHandler {

  public static final Duration LIFETIME = Duration.ofHours(12);
  static final Duration WRITTEN_EVERY = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MAX_KEPT = 10_000;

  private static final String FIND =
      """
      select s.token_hash, s.expires_at, a.id, a.email, a.name, a.role
      from identity.session s join identity.account a on a.id = s.account_id
      where s.id = ? and s.ended_at is null and s.deleted_at is null
        and a.disabled_at is null and a.deleted_at is null
      """;

  private static final String EXTEND =
      "update identity.session set expires_at = ? where id = ? and ended_at is null and expires_at < ?";

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
   * Who is signed in with {@code token}, asking the database when it is not known; waits.
   *
   * @throws SQLException when the database is away
   */
  public Optional<SignedIn> find(SessionToken token) throws SQLException {
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

  private Optional<SignedIn> read(Connection connection, SessionToken token) throws SQLException {
    try (var find = connection.prepareStatement(FIND)) {
      find.setObject(1, token.sessionId());
      try (var row = find.executeQuery()) {
        if (!row.next() || !MessageDigest.isEqual(row.getBytes("token_hash"), token.hash())) {
          return Optional.empty();
        }
        var now = clock.instant();
        var expiresAt = row.getTimestamp("expires_at").toInstant();
        if (!expiresAt.isAfter(now)) {
          return Optional.empty();
        }
        var signedIn =
            new SignedIn(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("role"),
                token.sessionId(),
                extended(expiresAt, now));
        if (!signedIn.expiresAt().equals(expiresAt)) {
          extend(connection, signedIn);
        }
        return Optional.of(signedIn);
      }
    }
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
    return Set.of("identity.session", "identity.account");
  }

  @Override
  public void changed(RowChange change) {
    evictions.incrementAndGet();
    if (change.table().equals("identity.session")) {
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
