package org.steadyboard.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.Teacher;

/**
 * What there is to read on a host, after an import through its own API.
 *
 * @param ids of lessons with at least one page, at most {@link #MOST}
 * @param reader who reads them
 */
public record Lessons(List<UUID> ids, Teacher reader, long lessons, long pages, String source) {

  /** pgbench takes at most 128 scripts, one a lesson. */
  static final int MOST = 100;

  private static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);

  public static Lessons bringIn(Host host, DeckArchive decks) throws Exception {
    var school = new School(host.sessionKey());
    try (var connection = host.postgres().connect()) {
      var demo = Set.copyOf(ids(connection));
      bring(host, decks, school.teacher(connection, "admin"));
      var reader = school.teacher(connection, "teacher");
      try (var statement = connection.createStatement()) {
        statement.execute("analyze");
      }
      return new Lessons(
          ids(connection).stream().filter(id -> !demo.contains(id)).limit(MOST).toList(),
          reader,
          count(connection, "lesson.node where kind = 'lesson' and deleted_at is null"),
          count(connection, "lesson.page where deleted_at is null"),
          decks.toString());
    }
  }

  private static void bring(Host host, DeckArchive decks, Teacher admin)
      throws IOException, InterruptedException {
    var zip = Files.createTempFile("bench-decks", ".zip");
    try (var http = HttpClient.newHttpClient()) {
      decks.write(zip);
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create(host.lessonService().url() + "/api/admin/import"))
                  .timeout(IMPORT_LIMIT)
                  .header("Cookie", admin.session().header())
                  .header("Origin", host.origin())
                  .header("Content-Type", "application/zip")
                  .header("Accept", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofFile(zip))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new BenchFailure(
            "the import was refused: %d %s".formatted(response.statusCode(), response.body()));
      }
    } finally {
      Files.delete(zip);
    }
  }

  private static List<UUID> ids(java.sql.Connection connection) throws SQLException {
    var ids = new ArrayList<UUID>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select n.id from lesson.node n
                where n.kind = 'lesson' and n.deleted_at is null
                  and exists (select from lesson.page p where p.lesson_id = n.id and p.deleted_at is null)
                order by n.id
                """)) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private static long count(java.sql.Connection connection, String from) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The addresses of the lessons on the lesson-service that listens there. */
  HttpLoad.Target target(int port) {
    return target(port, ids.stream().map(id -> "/api/lessons/" + id).toList());
  }

  HttpLoad.Target target(int port, List<String> paths) {
    return new HttpLoad.Target(port, paths, reader.session().header());
  }
}
