package org.steadyboard.lesson;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
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

  /** Of the same password, checked in no time. */
  private static final String CHEAP_HASH = cheapHash();

  private Api() {}

  /**
   * A body to send. Of an array rest-assured makes an object of each byte: too much for large ones.
   */
  public static InputStream streamed(byte[] body) {
    return new ByteArrayInputStream(body);
  }

  /** Makes an account with {@link #PASSWORD}; a no-op when it is there. */
  public static UUID account(DataSource dataSource, String email, String role) throws SQLException {
    return account(dataSource, email, role, HASH);
  }

  /** Makes a teacher's account whose password, {@link #PASSWORD}, is checked in no time. */
  public static UUID accountOfCheapHash(DataSource dataSource, String email) throws SQLException {
    return account(dataSource, email, "teacher", CHEAP_HASH);
  }

  private static UUID account(DataSource dataSource, String email, String role, String hash)
      throws SQLException {
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
        insert.setString(2, hash);
        insert.executeUpdate();
      }
    }
    return Ids.account(email);
  }

  private static String cheapHash() {
    var salt = new byte[16];
    var cheap = new Argon2BytesGenerator();
    cheap.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(8)
            .withIterations(1)
            .withParallelism(1)
            .build());
    var hash = new byte[32];
    cheap.generateBytes(PASSWORD.getBytes(StandardCharsets.UTF_8), hash);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=8,t=1,p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
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
