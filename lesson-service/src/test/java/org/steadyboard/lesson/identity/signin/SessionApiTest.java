package org.steadyboard.lesson.identity.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.steadyboard.lesson.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Eventually;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class SessionApiTest {

  @Inject DataSource dataSource;
  @Inject HostSettings host;

  @BeforeEach
  void makeAccounts() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    Api.account(dataSource, "teacher@example.org", "teacher");
  }

  @Test
  void signingInGivesACookieThatScriptsCannotRead() {
    var response = signIn(" Teacher@Example.org ", Api.PASSWORD);

    response.then().statusCode(200).body("account.email", equalTo("teacher@example.org"));
    response.then().body("account.role", equalTo("teacher"));
    assertThat(response.headers().getValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("session="))
        .singleElement()
        .asString()
        .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure")
        .doesNotContain("Domain");
    Api.as(response.cookie("session"))
        .get("/api/session")
        .then()
        .statusCode(200)
        .cookie("session", response.cookie("session"))
        .body("account.email", equalTo("teacher@example.org"));
  }

  @Test
  void nobodyIsSignedInWithoutOrWithAMadeUpCookie() {
    given().get("/api/session").then().statusCode(401).body("code", equalTo("not-signed-in"));
    Api.as("x".repeat(96)).get("/api/session").then().statusCode(401);
    given().get("/api/nodes").then().statusCode(401).contentType("application/problem+json");
  }

  @Test
  void signingOutEndsTheSessionAtOnceAndMayBeSaidTwice() {
    var cookie = Api.signIn("teacher@example.org");

    Api.as(cookie).delete("/api/session").then().statusCode(204);

    Api.as(cookie).get("/api/session").then().statusCode(401);
    Api.as(cookie).delete("/api/session").then().statusCode(204);
    given().delete("/api/session").then().statusCode(204);
  }

  @Test
  void aWrongPasswordAndAnUnknownAccountLookTheSame() throws Exception {
    Api.account(dataSource, "known@example.org", "teacher");
    var wrong = signIn("known@example.org", "not the password");
    var unknown = signIn("unknown@example.org", "not the password");

    wrong.then().statusCode(401).body("code", equalTo("bad-credentials"));
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body().asString()).isEqualTo(wrong.body().asString());
    // Both take a hash; without one it would be a hundredth of it.
    var wrongMillis = signIn("known@example.org", "not the password").time();
    var unknownMillis = signIn("unknown@example.org", "not the password").time();
    assertThat(unknownMillis * 3.0 + 20).isGreaterThan(wrongMillis);
  }

  @Test
  void guessingOneAccountIsLimited() throws Exception {
    Api.account(dataSource, "guessed@example.org", "teacher");
    for (var i = 0; i < 5; i++) {
      signIn("guessed@example.org", "guess " + i).then().statusCode(401);
    }

    var limited = signIn("GUESSED@example.org", Api.PASSWORD);

    limited.then().statusCode(429).body("code", equalTo("too-many-attempts"));
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
    signIn("teacher@example.org", Api.PASSWORD).then().statusCode(200);
  }

  @Test
  void aWholeSchoolSignsInAtOnceBehindOneAddress() throws Exception {
    var school = 100;
    for (var i = 0; i < school; i++) {
      Api.accountOfCheapHash(dataSource, "school" + i + "@example.org");
    }
    var answers = new ArrayList<Future<Integer>>();
    try (var teachers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < school; i++) {
        var email = "school" + i + "@example.org";
        answers.add(teachers.submit(() -> signIn(email, Api.PASSWORD).statusCode()));
      }
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void theMistakesOfOthersLockTheOwnersBrowserOutNowhere() throws Exception {
    Api.accountOfCheapHash(dataSource, "owner@example.org");
    var browser = signIn("owner@example.org", Api.PASSWORD).detailedCookie("known-browser");
    assertThat(browser.getPath()).isEqualTo("/api/session");
    assertThat(browser.isHttpOnly()).isTrue();
    for (var i = 0; i < 40; i++) {
      from("198.51.100." + i).body(credentials("owner@example.org", "wrong")).put("/api/session");
    }
    for (var i = 0; i < 5; i++) {
      signIn("owner@example.org", "wrong").statusCode();
    }

    signIn("owner@example.org", Api.PASSWORD).then().statusCode(429);
    from("198.51.100.77")
        .body(credentials("owner@example.org", Api.PASSWORD))
        .put("/api/session")
        .then()
        .statusCode(429);
    for (var forged : List.of("x", altered(browser.getValue()))) {
      given()
          .contentType(ContentType.JSON)
          .cookie("known-browser", forged)
          .body(credentials("owner@example.org", Api.PASSWORD))
          .put("/api/session")
          .then()
          .statusCode(429);
    }
    given()
        .contentType(ContentType.JSON)
        .header("Cookie", "known-browser=x; known-browser=" + browser.getValue())
        .body(credentials("owner@example.org", Api.PASSWORD))
        .put("/api/session")
        .then()
        .statusCode(200);
  }

  @Test
  void ofSeveralCookiesTheOneThatCountsIsBelievedAndKept() throws Exception {
    var good = Api.signIn("teacher@example.org");
    var ended = Api.signIn("teacher@example.org");
    Api.as(ended).delete("/api/session").then().statusCode(204);
    var ofNobody =
        SessionToken.issue(UUID.randomUUID(), Instant.now().minusSeconds(3600), sessionKey())
            .cookie();
    var onItsWay = SessionToken.issue(UUID.randomUUID(), Instant.now(), sessionKey()).cookie();

    for (var other : List.of("x", ended, ofNobody, onItsWay)) {
      for (var header :
          List.of(
              "session=" + other + "; session=" + good, "session=" + good + "; session=" + other)) {
        var answer = given().header("Cookie", header).get("/api/session");
        answer.then().statusCode(200).body("account.email", equalTo("teacher@example.org"));
        assertThat(answer.headers().getValues("Set-Cookie"))
            .singleElement()
            .asString()
            .startsWith("session=" + good + ";");
      }
    }
    given()
        .header("Cookie", "session=x; session=" + ended)
        .get("/api/session")
        .then()
        .statusCode(401)
        .header("Set-Cookie", nullValue());
    given()
        .header("Cookie", "session=x; session=" + onItsWay)
        .get("/api/session")
        .then()
        .statusCode(503)
        .body("code", equalTo("account-unknown-yet"));
  }

  @Test
  void signingOutEndsEverySessionThatTheBrowserHas() {
    var one = Api.signIn("teacher@example.org");
    var two = Api.signIn("teacher@example.org");

    given()
        .header("Cookie", "session=" + one + "; session=" + two)
        .delete("/api/session")
        .then()
        .statusCode(204);

    Api.as(one).get("/api/session").then().statusCode(401);
    Api.as(two).get("/api/session").then().statusCode(401);
  }

  @Test
  void anAdminSignsAnAccountOutEverywhere() throws Exception {
    var id = Api.account(dataSource, "everywhere@example.org", "teacher");
    var one = Api.signIn("everywhere@example.org");
    var two = Api.signIn("everywhere@example.org");
    var admin = Api.signIn("admin@example.org");

    Api.as(admin).delete("/api/admin/accounts/" + id + "/sessions").then().statusCode(204);

    Eventually.holds("signed out", SOON, () -> Api.as(one).get("/api/session").statusCode() == 401);
    Eventually.holds("signed out", SOON, () -> Api.as(two).get("/api/session").statusCode() == 401);
    assertThat(sessionsOf(admin, id)).isEmpty();
    var three = Api.signIn("everywhere@example.org");
    Api.as(three).get("/api/session").then().statusCode(200);
    assertThat(sessionsOf(admin, id)).hasSize(1);
  }

  @Test
  void aRoleIsChangedByADecisionAndARenameLeavesIt() throws Exception {
    var id = Api.account(dataSource, "riser@example.org", "teacher");
    var admin = Api.signIn("admin@example.org");
    for (var role : List.of("admin", "admin", "teacher")) {
      Api.as(admin)
          .body(Map.of("email", "riser@example.org", "name", "Riser", "role", role))
          .put("/api/admin/accounts/" + id)
          .then()
          .statusCode(200)
          .body("role", equalTo(role));
      signIn("riser@example.org", Api.PASSWORD)
          .then()
          .statusCode(200)
          .body("account.role", equalTo(role));
    }
  }

  @Test
  void disablingAnAccountEndsItsSessionsAndKeepsItOut() throws Exception {
    var id = Api.account(dataSource, "leaver@example.org", "teacher");
    var cookie = Api.signIn("leaver@example.org");
    var admin = Api.signIn("admin@example.org");

    Api.as(admin).put("/api/admin/accounts/" + id + "/disablement").then().statusCode(200);

    Eventually.holds(
        "signed out", SOON, () -> Api.as(cookie).get("/api/session").statusCode() == 401);
    signIn("leaver@example.org", Api.PASSWORD).then().statusCode(401);
    Api.as(admin)
        .delete("/api/admin/accounts/" + id + "/disablement")
        .then()
        .statusCode(200)
        .body("disabledAt", nullValue());
    signIn("leaver@example.org", Api.PASSWORD).then().statusCode(200);
    Api.as(cookie).get("/api/session").then().statusCode(401);
  }

  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOne() throws Exception {
    var id = Api.account(dataSource, "forgetful@example.org", "teacher");
    var cookie = Api.signIn("forgetful@example.org");
    var admin = Api.signIn("admin@example.org");

    Api.as(admin)
        .body(
            Map.of(
                "email", "forgetful@example.org",
                "name", "Forgetful",
                "role", "teacher",
                "password", "a new password"))
        .put("/api/admin/accounts/" + id)
        .then()
        .statusCode(200);

    Eventually.holds(
        "signed out", SOON, () -> Api.as(cookie).get("/api/session").statusCode() == 401);
    signIn("forgetful@example.org", Api.PASSWORD).then().statusCode(401);
    signIn("forgetful@example.org", "a new password").then().statusCode(200);
  }

  @Test
  void anAdminEndsASession() throws Exception {
    var id = Api.account(dataSource, "elsewhere@example.org", "teacher");
    var cookie = Api.signIn("elsewhere@example.org");
    var admin = Api.signIn("admin@example.org");

    var sessions =
        Api.as(admin).queryParam("account", id.toString()).get("/api/admin/sessions").jsonPath();
    assertThat(sessions.getList("sessions")).hasSize(1);
    assertThat(sessions.getString("sessions[0].email")).isEqualTo("elsewhere@example.org");
    Api.as(admin)
        .delete("/api/admin/sessions/" + sessions.getString("sessions[0].id"))
        .then()
        .statusCode(204);

    Eventually.holds(
        "signed out", SOON, () -> Api.as(cookie).get("/api/session").statusCode() == 401);
  }

  @Test
  void adminsMakeAccountsAndTeachersDoNot() throws Exception {
    var admin = Api.signIn("admin@example.org");
    var body = Map.of("email", "new@example.org", "name", "New", "role", "teacher");
    var path = "/api/admin/accounts/" + Ids.account("new@example.org");

    Api.as(Api.signIn("teacher@example.org"))
        .body(body)
        .put(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("not-allowed"));
    Api.as(admin).body(body).put(path).then().statusCode(201);
    Api.as(admin).body(body).put(path).then().statusCode(200);
    Api.as(admin)
        .body(body)
        .put("/api/admin/accounts/" + UUID.randomUUID())
        .then()
        .statusCode(400)
        .body("detail", equalTo("the id of this address is " + Ids.account("new@example.org")));
    Api.as(admin)
        .queryParam("email", "NEW@example.org")
        .get("/api/admin/accounts")
        .then()
        .body("accounts[0].name", equalTo("New"));
  }

  @Test
  void theListOfAccountsIsPaged() throws Exception {
    var admin = Api.signIn("admin@example.org");
    var first = Api.as(admin).queryParam("limit", 1).get("/api/admin/accounts").jsonPath();
    var second =
        Api.as(admin)
            .queryParam("limit", 1)
            .queryParam("cursor", first.getString("cursor"))
            .get("/api/admin/accounts")
            .jsonPath();

    assertThat(first.getString("accounts[0].email"))
        .isLessThan(second.getString("accounts[0].email"));
    Api.as(admin).queryParam("cursor", "!").get("/api/admin/accounts").then().statusCode(400);
    Api.as(admin).queryParam("limit", 201).get("/api/admin/accounts").then().statusCode(400);
  }

  @Test
  void anAdminCannotLockThemselvesOut() throws Exception {
    var admin = Api.signIn("admin@example.org");
    var id = Ids.account("admin@example.org");

    Api.as(admin).put("/api/admin/accounts/" + id + "/disablement").then().statusCode(409);
    Api.as(admin)
        .body(Map.of("email", "admin@example.org", "name", "A", "role", "teacher"))
        .put("/api/admin/accounts/" + id)
        .then()
        .statusCode(409);
  }

  @Test
  void preferencesAreKeptAsTheyAre() {
    var cookie = Api.signIn("teacher@example.org");
    var path = "/api/account/preferences";
    Api.as(cookie)
        .body("{\"language\":\"nl\",\"recent\":[1,{\"a\":null}]}")
        .put(path)
        .then()
        .statusCode(200);

    Api.as(cookie).get(path).then().body("language", equalTo("nl")).body("recent[0]", equalTo(1));
    Api.as(cookie).body("[]").put(path).then().statusCode(400);
    Api.as(cookie).body("{\"a\":\"" + "x".repeat(16_384) + "\"}").put(path).then().statusCode(413);
    Api.as(cookie)
        .body("{\"a\":\"\\u0000\"}")
        .put(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-text"));
    Api.as(cookie).get(path).then().body("language", equalTo("nl"));
  }

  private static Response signIn(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(credentials(email, password))
        .put("/api/session");
  }

  /** What stands before the ingress' own entry is the client's, who may write what it likes. */
  @Test
  void whatAClientSaysOfItsAddressCountsForNothing() throws Exception {
    var email = "liar@example.org";
    Api.account(dataSource, email, "teacher");
    for (var guess = 0; guess < 5; guess++) {
      from("192.0.2." + guess + ", 198.51.100.77")
          .body(credentials(email, "wrong"))
          .put("/api/session")
          .then()
          .statusCode(401);
    }
    from("192.0.2.200, 198.51.100.77")
        .body(credentials(email, "wrong"))
        .put("/api/session")
        .then()
        .statusCode(429);
  }

  private static Map<String, String> credentials(String email, String password) {
    return Map.of("email", email, "password", password);
  }

  /** As the ingress passes on who asks. */
  private static RequestSpecification from(String address) {
    return given().contentType(ContentType.JSON).header("X-Forwarded-For", address);
  }

  /** By its first character, which is random, and may be any. */
  private static String altered(String cookie) {
    return (cookie.startsWith("A") ? "B" : "A") + cookie.substring(1);
  }

  private static List<Object> sessionsOf(String admin, UUID account) {
    return Api.as(admin)
        .queryParam("account", account.toString())
        .get("/api/admin/sessions")
        .jsonPath()
        .getList("sessions");
  }

  private byte[] sessionKey() {
    return Base64.getDecoder().decode(host.sessionKey());
  }
}
