package org.steadyboard.localhosts.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.CommandFailure;

class ImportClientTest {
  @TempDir Path folder;
  private HttpServer server;
  private String url;
  private final List<String> requests = new ArrayList<>();
  private int importStatus = 200;
  private String importAnswer = "";

  @BeforeEach
  void startHost() throws IOException {
    Files.writeString(folder.resolve("one.md"), "# One");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/session", this::session);
    server.createContext("/api/admin/import", this::importing);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stopHost() {
    server.stop(0);
  }

  private void session(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes());
    requests.add(exchange.getRequestMethod() + " session");
    if (exchange.getRequestMethod().equals("PUT") && !body.contains("right")) {
      answer(exchange, 401, "{\"code\":\"bad-credentials\",\"detail\":\"wrong password\"}");
      return;
    }
    exchange.getResponseHeaders().add("Set-Cookie", "known-browser=def; Path=/api/session");
    exchange.getResponseHeaders().add("Set-Cookie", "session=abc; Path=/; HttpOnly");
    answer(exchange, 200, "{}");
  }

  private void importing(HttpExchange exchange) throws IOException {
    int size = exchange.getRequestBody().readAllBytes().length;
    var headers = exchange.getRequestHeaders();
    requests.add(
        String.join(
            " ",
            exchange.getRequestURI().toString(),
            headers.getFirst("Cookie"),
            headers.getFirst("Content-Type"),
            headers.getFirst("Origin").equals(url) ? "own-origin" : "foreign-origin",
            size > 0 ? "zip" : "nothing"));
    answer(exchange, importStatus, importAnswer);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(body.getBytes());
    exchange.close();
  }

  private ImportReport importFolder(String password, ImportClient.Progress progress)
      throws IOException, InterruptedException {
    return new ImportClient(url)
        .importFolder(folder, Optional.of("n-1"), "admin@example.org", password, progress);
  }

  @Test
  void signsInSendsTheZipShowsProgressAndSignsOut() throws Exception {
    importAnswer =
        """
        {"done":1,"total":2}
        {"done":2,"total":2}
        {"report":{"nodes":1,"lessons":2,"pages":3,"media":4,"unchanged":5,"problems":[{"file":"a.md","line":3,"message":"broken"}]}}
        """;
    List<String> progress = new ArrayList<>();
    ImportReport report = importFolder("right", (done, total) -> progress.add(done + "/" + total));

    assertThat(progress).containsExactly("1/2", "2/2");
    assertThat(report.lessons()).isEqualTo(2);
    assertThat(report.render())
        .isEqualTo(
            """
              a.md:3: broken
            1 folders, 2 lessons, 3 pages, 4 pictures written; 5 unchanged; 1 problems""");
    assertThat(requests)
        .containsExactly(
            "PUT session",
            "/api/admin/import?under=n-1 session=abc application/zip own-origin zip",
            "DELETE session");
  }

  @Test
  void aWrongPasswordIsSaidInTheHostsWords() {
    assertThatThrownBy(() -> importFolder("nope", (done, total) -> {}))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("signing in as admin@example.org failed: wrong password");
  }

  @Test
  void aRefusalIsSaidInTheHostsWords() {
    importStatus = 413;
    importAnswer = "{\"code\":\"too-large\",\"detail\":\"the zip is too large\"}";
    assertThatThrownBy(() -> importFolder("right", (done, total) -> {}))
        .hasMessage("the import was refused: the zip is too large");
  }

  @Test
  void anAnswerThatWasCutOffIsNoSuccess() {
    importAnswer = "{\"done\":1,\"total\":2}\n";
    assertThatThrownBy(() -> importFolder("right", (done, total) -> {}))
        .hasMessageContaining("cut off");
  }

  @Test
  void onlyAReportOfNothingAtAllIsAFailure() {
    assertThat(new ImportReport(0, 0, 0, 0, 1, List.of()).importedAnything()).isTrue();
    assertThat(new ImportReport(0, 0, 0, 0, 0, List.of()).importedAnything()).isFalse();
  }
}
