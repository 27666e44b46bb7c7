package org.steadyboard.localhosts.importing;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.steadyboard.localhosts.CommandFailure;

/** The REST API of a host, as somebody uses it who signs in there. */
public final class HostApi {
  private static final Duration SIGN_IN_LIMIT = Duration.ofSeconds(20);

  private final String host;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param host such as {@code http://localhost:8080}
   */
  public HostApi(String host) {
    this.host = host;
  }

  public HttpClient http() {
    return http;
  }

  /** A request that passes the check of where it comes from. */
  public HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(URI.create(host + path)).timeout(limit).header("Origin", host);
  }

  /**
   * @return the header {@code Cookie} of the new session
   * @throws CommandFailure when the host refuses
   */
  public String signIn(String email, String password) throws IOException, InterruptedException {
    String body = new JsonObject().put("email", email).put("password", password).encode();
    HttpRequest request =
        request("/api/session", SIGN_IN_LIMIT)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw CommandFailure.because(
          "signing in as " + email + " failed: " + reason(response.statusCode(), response.body()));
    }
    return response.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .filter(cookie -> cookie.startsWith("session="))
        .findFirst()
        .orElseThrow(() -> CommandFailure.because("signing in gave no session"));
  }

  /** Never fails: a session ends by itself, too. */
  public void signOut(String cookie) throws InterruptedException {
    try {
      http.send(
          request("/api/session", SIGN_IN_LIMIT).header("Cookie", cookie).DELETE().build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException gone) {
      // The session ends by itself.
    }
  }

  /** Why an answer is a refusal, in the host's words where it has any. */
  static String reason(int status, String body) {
    try {
      JsonObject problem = new JsonObject(body);
      return problem.getString("detail", problem.getString("title", "HTTP " + status));
    } catch (DecodeException noProblem) {
      return "HTTP " + status;
    }
  }
}
