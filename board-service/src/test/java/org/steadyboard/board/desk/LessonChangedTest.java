package org.steadyboard.board.desk;

import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Sql;

/** From a page's row to the board that shows its lesson. */
class LessonChangedTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process = new Process(host.url(), Clock.systemUTC(), School.USUAL);

  @AfterAll
  static void stop() {
    process.close();
  }

  @Test
  void aBoardHearsThatItsLessonWasChanged() throws Exception {
    // The lesson that School shows on a board has the board's id.
    var lesson = UUID.randomUUID();
    var board = School.board(process, lesson);
    var teacher = School.teacher(process, School.account(host.service()));
    School.pair(teacher, board);
    var page = UUID.randomUUID();
    School.awaitsDone(teacher.wire(), School.show(teacher, lesson, page));

    Sql.execute(
        host.service(),
        """
        insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering)
        values (?, ?, 'a', '', '', '', '', '', 1)
        """,
        page,
        lesson);

    board.wire().awaits("lesson", m -> m.get("lessonId").asText().equals(lesson.toString()));
  }
}
