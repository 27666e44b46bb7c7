package org.steadyboard.localhosts.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.supervisor.Supervisor;

class ControlServerTest {
  @TempDir Path folder;
  private final CompletableFuture<Void> shutdown = new CompletableFuture<>();
  private DataFolder data;
  private ControlServer server;

  @BeforeEach
  void start() throws IOException {
    data = new DataFolder(folder);
    var supervisor = new Supervisor(data, List.of());
    supervisor.ready();
    server = ControlServer.start(0, "secret", supervisor, () -> shutdown.complete(null));
    new ControlAddress(server.port(), "secret", 7).write(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int status(String authorization) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stop"));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              request.POST(HttpRequest.BodyPublishers.noBody()).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void onlyTheTokenOpensIt() throws Exception {
    assertThat(status(null)).isEqualTo(401);
    assertThat(status("Bearer secre")).isEqualTo(401);
    assertThat(status("Bearer secret2")).isEqualTo(401);
    assertThat(shutdown).isNotDone();
  }

  @Test
  void aCommandReadsTheTokenFromTheDataFolder() throws Exception {
    ControlClient client = ControlClient.require(data);

    assertThat(client.status().phase()).isEqualTo("ready");
    client.stopAll();
    shutdown.get(5, TimeUnit.SECONDS);
  }

  @Test
  void anUnknownHostIsSaidPlainly() throws Exception {
    ControlClient client = ControlClient.require(data);

    assertThatThrownBy(() -> client.part("kill", "z", "board")).hasMessage("there is no host z");
  }

  @Test
  void nothingAnswersOnceItIsClosed() throws Exception {
    server.close();

    assertThat(ControlClient.of(data)).isEmpty();
    assertThatThrownBy(() -> ControlClient.require(data))
        .hasMessage("nothing is running in " + folder);
  }
}
