package org.steadyboard.lesson.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.TestPostgres;

/** While changes are not heard, lessons are answered from the database and not from memory. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class UnheardChangesTest {

  @Inject DataSource dataSource;
  @Inject Lessons lessons;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  TestPostgres postgres;

  private final UUID lesson = UUID.randomUUID();
  private String teacher;

  @BeforeEach
  void lesson() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
    var body = Map.of("kind", "lesson", "title", "Old", "tags", new String[0], "language", "en");
    Api.as(teacher).body(body).put("/api/nodes/" + lesson).then().statusCode(201);
    assertThat(title()).isEqualTo("Old");
  }

  @AfterEach
  void hears() {
    lessons.readAgain();
  }

  @Test
  void whatNobodyToldUsOfIsReadAllTheSame() throws SQLException {
    rename("Unheard");
    assertThat(title()).as("the hazard is real").isEqualTo("Old");

    lessons.stopsHearing();
    assertThat(title()).isEqualTo("Unheard");
    rename("Newer");
    assertThat(title()).isEqualTo("Newer");

    lessons.readAgain();
    assertThat(title()).isEqualTo("Newer");
    rename("Newest");
    assertThat(title()).as("kept again").isEqualTo("Newer");
  }

  /** Without a word to whoever listens. */
  private void rename(String title) throws SQLException {
    try (var other = postgres.superuser(url).getConnection();
        var statement = other.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("alter table lesson.node disable trigger t90_push");
      statement.execute(
          "update lesson.node set title = '%s', row_stamp = row_stamp + 1 where id = '%s'"
              .formatted(title, lesson));
      statement.execute("alter table lesson.node enable always trigger t90_push");
    }
  }

  private String title() {
    return Api.as(teacher).get("/api/lessons/" + lesson).jsonPath().getString("title");
  }
}
