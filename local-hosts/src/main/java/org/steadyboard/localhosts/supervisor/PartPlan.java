package org.steadyboard.localhosts.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * How one part of a host is started, known to be ready, and stopped.
 *
 * @param environment the whole environment besides a few harmless names of the caller's
 * @param beforeStart what must be done right before each start
 * @param ready asked again and again after a start; must answer within two seconds
 * @param fastStop SIGINT instead of SIGTERM
 * @param grace time to stop by itself before SIGKILL
 */
public record PartPlan(
    String host,
    PartKind kind,
    List<String> command,
    Map<String, String> environment,
    Path log,
    String address,
    Runnable beforeStart,
    Readiness ready,
    boolean fastStop,
    Duration grace) {
  /** As in {@code a/board}. */
  public String name() {
    return host + "/" + kind.word();
  }

  /** True when the part can do its work. */
  @FunctionalInterface
  public interface Readiness {
    boolean check();
  }
}
