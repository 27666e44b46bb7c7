package org.steadyboard.host.body;

import io.vertx.core.http.HttpServerRequest;

/** What is left of a body that a streaming route did not read to its end. */
public final class UnreadBody {

  private UnreadBody() {}

  /**
   * Lets the sender finish, so that it sees the answer; of one that sends more than {@link
   * RequestBodies#MAX_DROPPED_BYTES} the connection is closed. On the event loop of the request.
   */
  public static void drop(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    var left = new long[] {RequestBodies.MAX_DROPPED_BYTES};
    request.handler(
        bytes -> {
          left[0] -= bytes.length();
          if (left[0] < 0) {
            request.connection().close();
          }
        });
    request.endHandler(end -> {});
    request.exceptionHandler(gone -> {});
    request.resume();
  }
}
