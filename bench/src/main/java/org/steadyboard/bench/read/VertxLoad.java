package org.steadyboard.bench.read;

import java.util.concurrent.TimeUnit;

/** By our own client, where wrk is not installed; it takes more of the processor. */
final class VertxLoad implements HttpLoad {

  @Override
  public Answers run(Target target, int connections, int seconds) throws Exception {
    try (var client = new VertxClient(target, connections)) {
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      for (var i = 0; i < connections; i++) {
        client.onLoop(() -> askUntil(client, end));
      }
      TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
      return client.answers(seconds);
    }
  }

  private static void askUntil(VertxClient client, long end) {
    var now = System.nanoTime();
    if (now < end) {
      client.ask(now, true).onComplete(answered -> askUntil(client, end));
    }
  }

  @Override
  public String toString() {
    return "the bench's own Vert.x client (wrk is not installed)";
  }
}
