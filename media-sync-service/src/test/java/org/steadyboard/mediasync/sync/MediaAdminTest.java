package org.steadyboard.mediasync.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.steadyboard.mediasync.Api.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

/** How the files of a host stand, as the service tells it. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class MediaAdminTest {

  @Inject DataSource database;
  @Inject LocalFiles store;

  @Test
  void anAdminSeesHowFilesStand() throws Exception {
    var admin = Api.signedIn(database, SignedIn.ADMIN);
    var here = store.put(new ByteArrayInputStream(new byte[] {1, 2}), 10).sha256();
    item(here, 2);
    item(Sha256.of(new byte[32]), 1_000_000_007);

    Eventually.holds(
        "it is counted",
        Api.SOON,
        () ->
            as(admin).get("/api/admin/media").jsonPath().getLong("backlog.bytes") > 1_000_000_000
                && !as(admin).get("/api/admin/media").jsonPath().getList("copies").isEmpty());

    as(admin)
        .get("/api/admin/media")
        .then()
        .statusCode(200)
        .body("host", equalTo("a"))
        .body("copies.host", contains("a"))
        .body("alarms", empty())
        .body("peers", empty())
        .body("scrub.due", equalTo(0))
        .body("scrub.setAside", empty())
        .body("disk.freeBytes", greaterThan(0L));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("media_alarm{name=\"disk-nearly-full\"} 0.0"))
        .body(containsString("media_backlog_files"));
  }

  private void item(Sha256 file, long size) throws Exception {
    Sql.execute(
        database,
        "insert into media.item (id, sha256, size, content_type, file_name, created_at)"
            + " values (?, ?, ?, 'image/png', 'a.png', now())",
        UUID.randomUUID(),
        file.bytes(),
        size);
  }

  @Test
  void anAdminHasAllFilesReadAgain() throws Exception {
    var admin = Api.signedIn(database, SignedIn.ADMIN);
    var here = store.put(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10).sha256();
    item(here, 3);
    Eventually.holds("it is here", Api.SOON, () -> !isChecked(here) && copies(here) == 1);

    as(admin).post("/api/admin/media/scrub").then().statusCode(202);

    Eventually.holds("it was read", Api.SOON, () -> isChecked(here));
  }

  private boolean isChecked(Sha256 file) throws Exception {
    return copyRows(file, "checked_at is not null") == 1;
  }

  private long copies(Sha256 file) throws Exception {
    return copyRows(file, "held");
  }

  private long copyRows(Sha256 file, String which) throws Exception {
    return Long.parseLong(
        Sql.query(
                database,
                "select count(*)::text from media.copy where sha256 = ? and " + which,
                (Object) file.bytes())
            .getFirst());
  }

  @Test
  void othersDoNot() throws Exception {
    given().get("/api/admin/media").then().statusCode(401);
    var teacher = Api.signedIn(database, SignedIn.TEACHER);
    as(teacher).get("/api/admin/media").then().statusCode(403);
    as(teacher).post("/api/admin/media/scrub").then().statusCode(403);
    given().post("/api/admin/media/scrub").then().statusCode(401);
  }
}
