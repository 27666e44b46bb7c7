package org.steadyboard.bench.read;

import java.time.Duration;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.read.HttpLoad.Answers;
import org.steadyboard.bench.read.HttpLoad.Target;
import org.steadyboard.bench.timing.IntendedTimes;
import org.steadyboard.bench.timing.Pacer;

/** Requests at times that do not depend on the answers; latency from the intended time. */
record OpenHttpLoad(int perSecond, int warmupSeconds, int seconds) {

  private static final int CONNECTIONS = 64;
  private static final Duration SETTLING = Duration.ofSeconds(20);

  Answers run(Target target) throws Exception {
    try (var client = new VertxClient(target, CONNECTIONS)) {
      var times = new IntendedTimes(System.nanoTime() + 50_000_000, perSecond);
      var warmup = times.within(warmupSeconds);
      var count = warmup + times.within(seconds);
      Pacer.run(
          times, count, index -> client.onLoop(() -> client.ask(times.at(index), index >= warmup)));
      awaitAll(client, count);
      return client.answers(seconds);
    }
  }

  private static void awaitAll(VertxClient client, long count) throws Exception {
    var deadline = System.nanoTime() + SETTLING.toNanos();
    while (client.answered() < count) {
      if (System.nanoTime() > deadline) {
        throw new BenchFailure(
            "%d of %d requests were not answered".formatted(count - client.answered(), count));
      }
      Thread.sleep(20);
    }
  }
}
