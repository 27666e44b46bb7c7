package org.steadyboard.lesson.importing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.media.MediaStore;

/**
 * All real lessons that lie beside the repository, or where LESSONS_DIR says. Skipped where there
 * are none.
 */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class RealLessonsTest {

  private static final Pattern PICTURE = Pattern.compile("<img src=\"(/media/[^\"]+)\"");

  @Inject DataSource dataSource;
  @Inject MediaStore store;

  private byte[] zip;
  private String admin;

  @BeforeEach
  void findLessons() throws Exception {
    var folder = lessons();
    Assumptions.assumeTrue(
        folder.isPresent(),
        "skipped: no real lessons in LESSONS_DIR or ../shared/lessons/cs-unplugged");
    zip = Zips.ofFolder(folder.get());
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
  }

  @Test
  void allImportWithTheirPicturesAndImportingAgainChangesNothing() throws Exception {
    var report = bring();

    assertThat(report.getInt("lessons")).isEqualTo(128);
    assertThat(report.getInt("media")).isGreaterThan(100);
    assertThat(report.getList("problems")).isEmpty();
    assertThat(report.getInt("pages")).isGreaterThan(400);

    var again = bring();
    assertThat(again.getInt("lessons")).isZero();
    assertThat(again.getInt("nodes")).isZero();
    assertThat(again.getInt("media")).isZero();
    assertThat(again.getInt("unchanged"))
        .isEqualTo(report.getInt("lessons") + report.getInt("nodes"));

    var languages = new LinkedHashSet<String>();
    var pictures = new LinkedHashSet<String>();
    for (var lesson : lessonsUnder(null)) {
      var read = Api.as(admin).get("/api/lessons/" + lesson).jsonPath();
      languages.add(read.getString("language"));
      for (var html : read.getList("pages.html", String.class)) {
        PICTURE.matcher(html).results().forEach(r -> pictures.add(r.group(1)));
      }
    }
    // Other tests of this host may have left lessons of their own.
    assertThat(languages).contains("en", "de", "fr", "es", "mi", "zh-Hans");
    assertThat(pictures).hasSizeGreaterThan(100);
    for (var picture : pictures) {
      assertThat(Pictures.at(picture, store)).isPresent();
    }
  }

  private JsonPath bring() {
    return given()
        .cookie("session", admin)
        .contentType("application/zip")
        .body(Api.streamed(zip))
        .post("/api/admin/import")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private List<String> lessonsUnder(String parent) {
    var found = new ArrayList<String>();
    List<Map<String, Object>> nodes =
        Api.as(admin)
            .queryParam("limit", 200)
            .get("/api/nodes" + (parent == null ? "" : "?parent=" + parent))
            .jsonPath()
            .getList("nodes");
    for (var node : nodes) {
      if ("lesson".equals(node.get("kind"))) {
        found.add((String) node.get("id"));
      } else {
        found.addAll(lessonsUnder((String) node.get("id")));
      }
    }
    return found;
  }

  private static Optional<Path> lessons() {
    var named = Optional.ofNullable(System.getenv("LESSONS_DIR")).map(Path::of);
    var beside = Path.of("").toAbsolutePath().resolve("../../shared/lessons/cs-unplugged");
    return named.or(() -> Optional.of(beside.normalize())).filter(Files::isDirectory);
  }
}
