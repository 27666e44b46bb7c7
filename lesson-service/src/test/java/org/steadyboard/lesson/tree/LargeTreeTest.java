package org.steadyboard.lesson.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;

/** 100,000 nodes: 10 courses, 10,000 themes, 90,000 lessons. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class LargeTreeTest {

  /**
   * Ten times what a machine takes that is busy with other tests. One scan of all nodes for each of
   * 200 children takes longer.
   */
  private static final Duration NO_SCAN = Duration.ofSeconds(1);

  private static final String GROW =
      """
      insert into lesson.node (id, parent_id, kind, title, rank, tags, language)
      select md5('course ' || c)::uuid, null, 'course', 'Course ' || c, lpad(c::text, 6, '0'), '{}'::text[], 'en'
        from generate_series(%1$d, %1$d) c
      union all
      select md5('theme ' || c || ' ' || t)::uuid, md5('course ' || c)::uuid, 'theme', 'Theme ' || t,
          lpad(t::text, 6, '0'), '{}'::text[], 'en'
        from generate_series(%1$d, %1$d) c, generate_series(1, 1000) t
      union all
      select md5('lesson ' || c || ' ' || t || ' ' || l)::uuid, md5('theme ' || c || ' ' || t)::uuid, 'lesson',
          'Lesson ' || l, lpad(l::text, 6, '0'), '{}'::text[], 'en'
        from generate_series(%1$d, %1$d) c, generate_series(1, 1000) t, generate_series(1, 9) l
      on conflict do nothing
      """;

  @Inject DataSource dataSource;
  @Inject TreeReading reading;

  private String teacher;

  @BeforeEach
  void grow() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      // A course at a time: no statement of a service may take as long as all of them would.
      for (var course = 1; course <= 10; course++) {
        statement.execute(GROW.formatted(course));
      }
      statement.execute("analyze lesson.node");
    }
  }

  @Test
  void listsAndPathsStayQuick() throws Exception {
    var course = id("course 3");
    var middle = middleOf(() -> Api.as(teacher).get("/api/nodes?limit=200&parent=" + course));
    assertThat(middle).as("200 of 1,000 children").isLessThan(NO_SCAN);

    var lesson = id("lesson 3 500 5");
    var path = middleOf(() -> Api.as(teacher).get("/api/nodes/" + lesson + "/path"));
    assertThat(path).as("a path").isLessThan(NO_SCAN);

    var roots = middleOf(() -> Api.as(teacher).get("/api/nodes"));
    assertThat(roots).as("courses of 1,000 themes").isLessThan(NO_SCAN);
    assertThat(
            Api.as(teacher)
                .get("/api/nodes?parent=" + course)
                .jsonPath()
                .getInt("nodes[0].childCount"))
        .isEqualTo(9);
  }

  private static UUID id(String name) throws Exception {
    var md5 = java.security.MessageDigest.getInstance("MD5").digest(name.getBytes());
    var bytes = java.nio.ByteBuffer.wrap(md5);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static Duration middleOf(Callable<io.restassured.response.Response> request)
      throws Exception {
    var times = new ArrayList<Duration>();
    for (var i = 0; i < 15; i++) {
      var start = System.nanoTime();
      request.call().then().statusCode(200);
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    times.sort(null);
    return times.get(times.size() / 2);
  }
}
