package org.steadyboard.bench.read;

import java.util.List;
import org.steadyboard.bench.machine.Tool;
import org.steadyboard.bench.report.Section;

/** Sends requests on a fixed number of connections, the next when the last was answered. */
public interface HttpLoad {

  /**
   * What to ask for.
   *
   * @param paths asked one after the other, and again
   * @param cookie a header's value, or empty
   */
  record Target(int port, List<String> paths, String cookie) {}

  /**
   * @param failed answers other than 200, and broken connections
   */
  record Answers(
      double perSecond, double p50Millis, double p99Millis, double maxMillis, long failed) {

    public void writeTo(Section section, String what) {
      section
          .figure(what, perSecond, "/s")
          .figure(what + ", p50", p50Millis, "ms")
          .figure(what + ", p99", p99Millis, "ms");
    }
  }

  Answers run(Target target, int connections, int seconds) throws Exception;

  /** wrk where it is installed: it takes the least from what is measured. */
  static HttpLoad best() {
    return Tool.isInstalled("wrk") ? new Wrk() : new VertxLoad();
  }
}
