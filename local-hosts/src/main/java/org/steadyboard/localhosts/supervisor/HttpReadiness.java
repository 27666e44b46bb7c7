package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A part is ready when this address answers 200. Asked many times before anybody listens there. */
record HttpReadiness(HttpClient client, URI address) implements PartPlan.Readiness {
  /** Of each of the two questions. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Override
  public boolean check() {
    if (!isListening()) {
      return false;
    }
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

  /**
   * To be refused costs an HTTP client a hundred times as much, while everything starts at once.
   */
  private boolean isListening() {
    try (var socket = new Socket()) {
      var listener = new InetSocketAddress(address.getHost(), address.getPort());
      socket.connect(listener, (int) LIMIT.toMillis());
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
