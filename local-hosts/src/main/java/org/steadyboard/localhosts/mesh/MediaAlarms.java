package org.steadyboard.localhosts.mesh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.PartKind;

/** What media-sync-service of a host alarms about, by its metrics. */
final class MediaAlarms {

  /** In the place of alarms when the service does not say. */
  static final String UNKNOWN = "not-known";

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Pattern STANDING =
      Pattern.compile("(?m)^media_alarm\\{[^}]*name=\"([a-z-]{1,40})\"[^}]*} 1\\.0$");

  private MediaAlarms() {}

  static List<String> read(HostPlace place) throws InterruptedException {
    var metrics = URI.create("http://127.0.0.1:%d/q/metrics".formatted(place.port(PartKind.MEDIA)));
    try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      var request = HttpRequest.newBuilder(metrics).timeout(LIMIT).build();
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? standing(answer.body()) : List.of(UNKNOWN);
    } catch (IOException away) {
      return List.of(UNKNOWN);
    }
  }

  static List<String> standing(String metrics) {
    return STANDING.matcher(metrics).results().map((MatchResult m) -> m.group(1)).sorted().toList();
  }
}
