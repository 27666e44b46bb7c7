package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A part is ready when this address answers 200. */
record HttpReadiness(HttpClient client, URI address) implements PartPlan.Readiness {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Override
  public boolean check() {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
