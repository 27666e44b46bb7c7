package org.steadyboard.localhosts.supervisor;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.steadyboard.localhosts.process.OwnSession;

/**
 * Starts a part's process: own session, no standard input, one output, and an environment of its
 * own.
 */
final class Spawn {
  /** All that a part inherits: a stray QUARKUS_… or DATABASE_… of the caller must not steer it. */
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR");

  private Spawn() {}

  static Process start(PartPlan plan) throws IOException {
    var builder = new ProcessBuilder(OwnSession.of(plan.command()));
    setEnvironment(builder, plan.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true);
    return builder.start();
  }

  static void setEnvironment(ProcessBuilder builder, Map<String, String> own) {
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(own);
  }
}
