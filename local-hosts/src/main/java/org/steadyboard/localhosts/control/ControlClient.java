package org.steadyboard.localhosts.control;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.status.SetStatus;

/** Asks the running supervisor of a data folder. */
public final class ControlClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** A whole host may have to start, or to be filled; the limits of its parts are shorter. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(15);

  private final ControlAddress address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  private ControlClient(ControlAddress address) {
    this.address = address;
  }

  /** Empty when nothing answers for this folder. */
  public static Optional<ControlClient> of(DataFolder data)
      throws IOException, InterruptedException {
    Optional<ControlClient> client = ControlAddress.read(data).map(ControlClient::new);
    return client.isPresent() && client.get().answers() ? client : Optional.empty();
  }

  public static ControlClient require(DataFolder data) throws IOException, InterruptedException {
    return of(data)
        .orElseThrow(() -> CommandFailure.because("nothing is running in " + data.path()));
  }

  public long supervisorPid() {
    return address.pid();
  }

  /** As in {@link SetStatus#phase()}; quick, whatever the databases do. */
  public String phase() throws IOException, InterruptedException {
    return send("GET", "/phase", new JsonObject()).getString("phase");
  }

  public SetStatus status() throws IOException, InterruptedException {
    return SetStatus.fromJson(send("GET", "/status", new JsonObject()));
  }

  public void stopAll() throws IOException, InterruptedException {
    send("POST", "/stop", new JsonObject());
  }

  /**
   * @param order {@code start}, {@code stop}, {@code kill}, {@code freeze} or {@code thaw}
   * @param part null for the whole host
   */
  public void part(String order, String host, String part)
      throws IOException, InterruptedException {
    JsonObject body = new JsonObject().put("host", host);
    if (part != null) {
      body.put("part", part);
    }
    send("POST", "/parts/" + order, body);
  }

  /**
   * @param order {@code cut}, {@code cut-one-way} or {@code heal}
   */
  public void link(String order, String one, String other)
      throws IOException, InterruptedException {
    send("POST", "/links/" + order, new JsonObject().put("one", one).put("other", other));
  }

  public void rebuild(String host) throws IOException, InterruptedException {
    send("POST", "/hosts/rebuild", new JsonObject().put("host", host));
  }

  private boolean answers() throws InterruptedException {
    try {
      phase();
      return true;
    } catch (IOException | CommandFailure nobody) {
      return false;
    }
  }

  private JsonObject send(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.port() + path))
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + address.token())
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonObject answer = new JsonObject(response.body());
    if (response.statusCode() != 200) {
      throw CommandFailure.because(answer.getString("detail"));
    }
    return answer;
  }
}
