package org.steadyboard.bench.host;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.PartKind;

/** How long a part takes from its spawning until it is ready, while the rest of its host rests. */
final class PartStarts {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofSeconds(3);
  private static final int BETWEEN_LOOKS_MILLIS = 5;
  private static final int OK = 200;

  private final Host host;

  PartStarts(Host host) {
    this.host = host;
  }

  /** One start. */
  record Start(double millis, double processorSeconds) {}

  /** Adds the medians of so many starts of {@code kind}. */
  void measure(PartKind kind, int times, Section section) throws Exception {
    var starts = new ArrayList<Start>();
    for (var i = 0; i < times; i++) {
      starts.add(once(kind));
      Thread.sleep(REST);
    }
    section
        .figure(kind.word() + " ready after", median(starts, true), "ms")
        .figure(kind.word() + ", processor time to it", median(starts, false), "s");
  }

  static double median(List<Start> starts, boolean millis) {
    return starts.stream()
        .mapToDouble(start -> millis ? start.millis() : start.processorSeconds())
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private Start once(PartKind kind) throws Exception {
    host.stop(kind);
    var start = System.nanoTime();
    var supervisor = CompletableFuture.runAsync(() -> start(kind));
    while (!isReady(kind)) {
      if (System.nanoTime() - start > LIMIT.toNanos() || supervisor.isCompletedExceptionally()) {
        throw new BenchFailure(host.id() + "/" + kind.word() + " did not become ready");
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    var millis = (System.nanoTime() - start) / 1e6;
    var used = ProcessorUse.seconds(host.process(kind));
    supervisor.join();
    return new Start(millis, used);
  }

  private void start(PartKind kind) {
    try {
      host.start(kind);
    } catch (IOException e) {
      throw new BenchFailure(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady(PartKind kind) {
    return switch (kind) {
      case POSTGRES -> answers();
      case LESSON, BOARD, MEDIA -> answers(host.place().loopbackUrl(kind) + "/q/health/ready");
      case INGRESS -> answers(host.place().loopbackUrl(kind) + "/hosts.json");
    };
  }

  private boolean answers() {
    try (var connection = host.postgres().connect()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static boolean answers(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setReadTimeout((int) LIMIT.toMillis());
      return connection.getResponseCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
