package org.steadyboard.lesson.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyboard.database.ManyRows;
import org.steadyboard.database.Start;
import org.steadyboard.host.plans.KeptPlans;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.board.BoardLessonResource;
import org.steadyboard.lesson.reading.LessonCache.Audience;
import org.steadyboard.lesson.search.SearchStatements;
import org.steadyboard.lesson.tree.TreeReading;
import org.steadyboard.testkit.TestPostgres;

/** What a class reads, by plans that were made before the courses were imported. */
class HotStatementsTest {

  /** A lesson has ten pages, a theme ten lessons; a table that is read whole has 5,000. */
  private static final long FEW_ROWS = 250;

  private static final UUID TEACHER = ManyRows.id("account", 1);
  private static final UUID LESSON = ManyRows.id("lesson", 5);

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @ParameterizedTest
  @EnumSource
  void touchesFewRowsHoweverManyThereAre(Start start) throws Exception {
    var touched =
        KeptPlans.rowsTouched(
            postgres, start, HotStatementsTest::work, "identity", "board", "lesson");
    touched.values().removeIf(rows -> rows < FEW_ROWS);
    assertThat(touched).isEmpty();
  }

  private static Map<String, Callable<?>> work(DataSource database) {
    var who = new SignedIn(TEACHER, "", "", SignedIn.TEACHER, TEACHER, Instant.now(), Instant.MAX);
    var tree = new TreeReading(database::getConnection);
    var lessons = new LessonReading(database::getConnection);
    var work = new HashMap<String, Callable<?>>(SearchStatements.of(database, TEACHER));
    var json = new ObjectMapper();
    work.put(
        "a lesson",
        () -> {
          var lesson = new LessonJson(json, Audience.TEACHER, lessons.bytes(LESSON));
          lessons.read(LESSON, lesson);
          return lesson.document();
        });
    work.put("a board and its teachers", () -> boardsTeachers(database));
    work.put("courses", () -> tree.roots(who, null, 100));
    work.put("what is in a theme", () -> tree.children(who, ManyRows.id("theme", 0), null, 100));
    work.put("a node", () -> tree.node(who, LESSON));
    work.put("what is above it", () -> tree.path(who, LESSON));
    for (var table : new String[] {"account", "password", "preference"}) {
      work.put("by id: " + table, () -> byId(database, table));
    }
    return work;
  }

  private static boolean boardsTeachers(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(BoardLessonResource.BOARD)) {
      query.setObject(1, ManyRows.id("board", 1));
      return query.executeQuery().next();
    }
  }

  /** As Hibernate reads an entity. */
  private static boolean byId(DataSource database, String table) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select t.* from identity.%s t where t.id=?".formatted(table))) {
      query.setObject(1, TEACHER);
      return query.executeQuery().next();
    }
  }
}
