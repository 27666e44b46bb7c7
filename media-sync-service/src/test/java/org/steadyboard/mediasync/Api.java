package org.steadyboard.mediasync;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

/** Accounts to test with, and requests as they make them. */
public final class Api {

  /** For what follows from a notification, from a start or from a peer. */
  public static final Duration SOON = Duration.ofSeconds(30);

  private Api() {}

  /** Makes an account that is signed in, as lesson-service does; returns the cookie. */
  public static String signedIn(DataSource database, String role) throws SQLException {
    // A test may begin before the service has prepared its database.
    Eventually.holds("the database is prepared", SOON, () -> knowsItsHost(database));
    return signedIn(database, UUID.randomUUID(), role);
  }

  private static String signedIn(DataSource database, UUID account, String role)
      throws SQLException {
    var now = Instant.now();
    var token = SessionToken.issue(account, now, HostTestResource.SESSION_KEY);
    Sql.execute(
        database,
        "insert into identity.account (id, email, name, role) values (?, ?, 'Somebody', ?)",
        account,
        account + "@example.org",
        role);
    Sql.execute(
        database,
        """
        insert into identity.session (id, token_hash, account_id, user_agent, created_at, expires_at)
        values (?, ?, ?, 'test', now(), ?)
        """,
        token.sessionId(),
        token.hash(),
        account,
        now.plus(Duration.ofHours(12)).atOffset(ZoneOffset.UTC));
    return token.cookie();
  }

  private static boolean knowsItsHost(DataSource database) {
    try {
      return !Sql.query(database, "select host from replication.this_host").isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  public static RequestSpecification as(String cookie) {
    return given().cookie("session", cookie).contentType(ContentType.JSON);
  }
}
