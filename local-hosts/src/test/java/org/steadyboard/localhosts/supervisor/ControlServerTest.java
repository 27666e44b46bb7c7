package org.steadyboard.localhosts.supervisor;

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
import org.steadyboard.localhosts.control.ControlAddress;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.mesh.LocalMesh;

class ControlServerTest {
  @TempDir Path folder;
  private final CompletableFuture<Void> shutdown = new CompletableFuture<>();
  private DataFolder data;
  private Links links;
  private Supervisor supervisor;
  private ControlServer server;

  @BeforeEach
  void start() throws IOException {
    data = new DataFolder(folder);
    Keys keys = Keys.loadOrCreate(folder.resolve("keys.json"));
    links = Links.open(List.of());
    supervisor = new Supervisor(data, List.of(), new LocalMesh(List.of(), keys), links);
    supervisor.ready();
    server = ControlServer.start(0, "secret", supervisor, () -> shutdown.complete(null));
    new ControlAddress(server.port(), "secret", 7).write(data);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    supervisor.close();
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

    assertThat(client.phase()).isEqualTo("ready");
    assertThat(client.status().phase()).isEqualTo("ready");
    client.stopAll();
    shutdown.get(5, TimeUnit.SECONDS);
  }

  @Test
  void anUnknownHostIsSaidPlainly() throws Exception {
    ControlClient client = ControlClient.require(data);

    assertThatThrownBy(() -> client.part("kill", "z", "board")).hasMessage("there is no host z");
    assertThatThrownBy(() -> client.link("cut", "z", "a")).hasMessage("there is no host z");
    assertThatThrownBy(() -> client.link("heal", "a", "z")).hasMessage("there is no host a");
    assertThatThrownBy(() -> client.rebuild("z")).hasMessage("there is no host z");
  }

  @Test
  void nothingAnswersOnceItIsClosed() throws Exception {
    server.close();

    assertThat(ControlClient.of(data)).isEmpty();
    assertThatThrownBy(() -> ControlClient.require(data))
        .hasMessage("nothing is running in " + folder);
  }
}
