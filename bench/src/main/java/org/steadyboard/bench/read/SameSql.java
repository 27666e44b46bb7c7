package org.steadyboard.bench.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The statements that lesson-service asks with, filled in: what the database alone can do. Written
 * down again here, because a benchmark knows the schema and not the code of a service.
 */
final class SameSql {

  private SameSql() {}

  static List<String> ofLessons(Lessons lessons) throws IOException {
    var sql = resource("lesson.sql");
    return lessons.ids().stream().map(id -> sql.replace("@LESSON@", id.toString())).toList();
  }

  static List<String> ofSearches(Lessons lessons) throws IOException {
    var sql = resource("search.sql").replace("@READER@", lessons.reader().account().toString());
    return MarkedDecks.WORDS.stream().map(word -> sql.replace("@WORD@", word)).toList();
  }

  private static String resource(String name) throws IOException {
    try (var in = SameSql.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
