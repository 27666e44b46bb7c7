package org.steadyboard.localhosts.importing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyboard.localhosts.CommandFailure;

/** Imports a folder of decks through the REST API of a host, signed in as an admin. */
public final class ImportClient {
  private static final Duration IMPORT_LIMIT = Duration.ofMinutes(60);

  /** Told how many files are done out of how many. */
  @FunctionalInterface
  public interface Progress {
    void at(int done, int total);
  }

  private final HostApi host;

  /**
   * @param host such as {@code http://localhost:8080}
   */
  public ImportClient(String host) {
    this.host = new HostApi(host);
  }

  public ImportReport importFolder(
      Path folder, Optional<String> under, String email, String password, Progress progress)
      throws IOException, InterruptedException {
    requireFolder(folder);
    String cookie = signIn(email, password);
    try {
      return importFolder(folder, under, cookie, progress);
    } finally {
      signOut(cookie);
    }
  }

  /**
   * @return by which several folders can be imported
   */
  public String signIn(String email, String password) throws IOException, InterruptedException {
    return host.signIn(email, password);
  }

  public void signOut(String cookie) throws InterruptedException {
    host.signOut(cookie);
  }

  /**
   * @param cookie of {@link #signIn}
   */
  public ImportReport importFolder(
      Path folder, Optional<String> under, String cookie, Progress progress)
      throws IOException, InterruptedException {
    requireFolder(folder);
    Path zip = Files.createTempFile("steadyboard-import", ".zip");
    try {
      try (var out = Files.newOutputStream(zip)) {
        if (DeckZip.write(folder, out) == 0) {
          throw CommandFailure.because("there are no files in " + folder);
        }
      }
      return send(zip, under, cookie, progress);
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.because("no such folder: " + folder);
    }
  }

  private ImportReport send(Path zip, Optional<String> under, String cookie, Progress progress)
      throws IOException, InterruptedException {
    String query =
        under.map(id -> "?under=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).orElse("");
    HttpRequest request =
        host.request("/api/admin/import" + query, IMPORT_LIMIT)
            .header("Cookie", cookie)
            .header("Content-Type", "application/zip")
            .header("Accept", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofFile(zip))
            .build();
    HttpResponse<Stream<String>> response =
        host.http().send(request, HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != 200) {
        throw CommandFailure.because(
            "the import was refused: "
                + HostApi.reason(response.statusCode(), String.join("", lines.toList())));
      }
      return report(lines.iterator(), progress);
    }
  }

  /** Reads lines of progress up to the one with the report. */
  static ImportReport report(Iterator<String> lines, Progress progress) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isBlank()) {
        continue;
      }
      JsonObject json = new JsonObject(line);
      if (json.containsKey("report")) {
        return ImportReport.fromJson(json.getJsonObject("report"));
      }
      if (json.containsKey("total")) {
        progress.at(json.getInteger("done"), json.getInteger("total"));
      } else {
        throw CommandFailure.because("the import failed: " + json.getString("detail", line));
      }
    }
    throw CommandFailure.because("the import was cut off before its report came");
  }
}
