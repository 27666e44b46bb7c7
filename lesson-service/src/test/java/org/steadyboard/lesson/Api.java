package org.steadyboard.lesson;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.identity.password.PasswordHash;
import org.steadyboard.testkit.Eventually;

/** Accounts to test with, and requests as they make them. */
public final class Api {

  public static final String PASSWORD = "only-for-tests";

  /** For what follows from a notification, from a start or from a peer. */
  public static final Duration SOON = Duration.ofSeconds(30);

  /** Made once: hashing takes long. */
  private static final String HASH = PasswordHash.of(PASSWORD);

  private Api() {}

  /** Makes an account with {@link #PASSWORD}; a no-op when it is there. */
  public static UUID account(DataSource dataSource, String email, String role) throws SQLException {
    // A test may begin before the service has prepared its database.
    Eventually.holds("the database is prepared", SOON, () -> knowsItsHost(dataSource));
    try (var connection = dataSource.getConnection()) {
      try (var insert =
          connection.prepareStatement(
              "insert into identity.account (id, email, name, role) values (?, ?, ?, ?) on conflict do nothing")) {
        insert.setObject(1, Ids.account(email));
        insert.setString(2, email);
        insert.setString(3, email);
        insert.setString(4, role);
        insert.executeUpdate();
      }
      try (var insert =
          connection.prepareStatement(
              "insert into identity.password (id, hash, changed_at) values (?, ?, now()) on conflict do nothing")) {
        insert.setObject(1, Ids.account(email));
        insert.setString(2, HASH);
        insert.executeUpdate();
      }
    }
    return Ids.account(email);
  }

  private static boolean knowsItsHost(DataSource dataSource) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var hosts = statement.executeQuery("select from replication.this_host")) {
      return hosts.next();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Signs in; returns the cookie. */
  public static String signIn(String email) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", PASSWORD))
        .put("/api/session")
        .then()
        .statusCode(200)
        .extract()
        .cookie("session");
  }

  public static RequestSpecification as(String cookie) {
    return given().cookie("session", cookie).contentType(ContentType.JSON);
  }
}
