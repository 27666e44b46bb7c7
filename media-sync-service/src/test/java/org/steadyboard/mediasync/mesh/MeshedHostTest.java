package org.steadyboard.mediasync.mesh;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.steadyboard.mediasync.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.mediasync.Api;
import org.steadyboard.testkit.Eventually;

@QuarkusTest
@QuarkusTestResource(value = MeshedHost.class, restrictToAnnotatedClass = true)
class MeshedHostTest {

  @Inject DataSource dataSource;

  JoinedHosts hosts;

  private String admin;

  @BeforeEach
  void signIn() throws Exception {
    admin = Api.signedIn(dataSource, "admin");
  }

  @Test
  void theHostKeepsItselfInTheMeshAndSaysHowItStands() throws Exception {
    Eventually.holds(
        "b is reached and received from",
        SOON,
        () -> peer("reachable") == Boolean.TRUE && peer("receiving") == Boolean.TRUE);
    Api.as(admin)
        .get("/api/admin/hosts")
        .then()
        .body("hosts.id", contains("a", "b"))
        .body("hosts.reachable", contains(true, true));

    Eventually.holds("b is equal", SOON, () -> peer("equal") == Boolean.TRUE);
    assertThat(List.of(gauge("equal"), gauge("reachable"))).containsOnly(1.0);
    assertThat(gauge("waiting_bytes")).isNotNegative();
    assertThat(gauge("clock_skew_millis")).isBetween(-500.0, 500.0);

    hosts.cut();
    Eventually.holds(
        "b is away, and why is told",
        SOON,
        () -> peer("reachable") == Boolean.FALSE && peer("failure") != null);
    assertThat(peer("equal")).as("nobody knows").isEqualTo(false);
    assertThat(List.of(gauge("equal"), gauge("reachable"))).containsOnly(0.0);
    hosts.heal();

    Eventually.holds("b is reached", SOON, () -> peer("reachable") == Boolean.TRUE);
    var before = peer("comparedAt");
    Api.as(admin).post("/api/admin/replication/repair").then().statusCode(202);
    Eventually.holds(
        "compared again",
        SOON,
        () -> !String.valueOf(before).equals(String.valueOf(peer("comparedAt"))));
  }

  @Test
  void whyAPeerIsNotEqualIsSaidByTable() throws Exception {
    Eventually.holds("b is equal", SOON, () -> peer("equal") == Boolean.TRUE);
    var board = UUID.randomUUID();
    hosts.execute("a", "alter table board.board add constraint none check (false) not valid");
    hosts.execute("b", "alter table board.stage add column mood text");
    try {
      hosts.execute(
          "b",
          "insert into board.board (id, secret_hash, created_at) values ('%s', '', now())"
              .formatted(board));
      repairUntil(Boolean.FALSE);

      var tables = Api.as(admin).get("/api/admin/replication").jsonPath();
      tables.setRootPath("peers[0].tables");
      assertThat(tables.getList("name")).containsExactly("board.board", "board.stage");
      assertThat(tables.getList("waiting")).containsExactly(false, true);
      assertThat(tables.getList("behind")).containsExactly(1, 0);
      assertThat(tables.getList("refused.id"))
          .containsExactly(List.of(board.toString()), List.of());
      assertThat(tables.getString("[0].refused[0].reason")).contains("\"none\"");
      assertThat(peer("refused")).isEqualTo(1);
      assertThat(gauge("refused_rows")).isEqualTo(1.0);
      assertThat(peer("contentComparedAt")).isNotNull();
    } finally {
      hosts.execute("a", "alter table board.board drop constraint none");
      hosts.execute("b", "alter table board.stage drop column mood");
    }
    repairUntil(Boolean.TRUE);
  }

  @Test
  void aClockThatIsOffRaisesTheAlarm() throws Exception {
    Eventually.holds("the skew is known", SOON, () -> peer("clockSkewMillis") != null);
    assertThat(peer("clockSkewAlarm")).isEqualTo(false);
    var clock =
        hosts
            .query("b", "select pg_get_functiondef('replication.now_micros()'::regprocedure)")
            .getFirst();
    hosts.execute(
        "b",
        "create or replace function replication.now_micros() returns bigint language sql volatile as 'select (extract(epoch from clock_timestamp()) * 1000000)::bigint + 65000000'");
    try {
      Eventually.holds("alarm", SOON, () -> peer("clockSkewAlarm") == Boolean.TRUE);
      assertThat((int) peer("clockSkewMillis")).isBetween(64_000, 66_000);
      assertThat(given().get("/q/metrics").asString()).contains("replication_own_clock_alarm 0.0");
    } finally {
      hosts.execute("b", clock);
    }
    Eventually.holds("no alarm any more", SOON, () -> peer("clockSkewAlarm") == Boolean.FALSE);
  }

  @Test
  void onlyAdminsSeeIt() throws Exception {
    var teacher = Api.signedIn(dataSource, "teacher");
    for (var path : List.of("/api/admin/hosts", "/api/admin/replication")) {
      Api.as(teacher).get(path).then().statusCode(403);
    }
    Api.as(teacher).post("/api/admin/replication/repair").then().statusCode(403);
  }

  /** Asks again and again: the first comparison may have begun before. */
  private void repairUntil(Boolean equal) {
    Eventually.holds(
        "equal: " + equal,
        SOON,
        () -> {
          var before = String.valueOf(peer("comparedAt"));
          Api.as(admin).post("/api/admin/replication/repair").then().statusCode(202);
          Eventually.holds(
              "compared again", SOON, () -> !before.equals(String.valueOf(peer("comparedAt"))));
          return peer("equal") == equal;
        });
  }

  private static double gauge(String name) {
    var metrics = given().get("/q/metrics").asString();
    var value =
        Pattern.compile("(?m)^replication_%s\\{peer=\"b\",?} (\\S+)$".formatted(name))
            .matcher(metrics);
    assertThat(value.find()).as(name).isTrue();
    return Double.parseDouble(value.group(1));
  }

  private Object peer(String field) {
    return Api.as(admin).get("/api/admin/replication").jsonPath().get("peers[0]." + field);
  }
}
