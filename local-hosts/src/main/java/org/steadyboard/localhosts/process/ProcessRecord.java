package org.steadyboard.localhosts.process;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A process that was started here.
 *
 * @param part such as {@code a/board}
 * @param fastStop true when SIGINT, not SIGTERM, asks it to stop at once and cleanly
 */
public record ProcessRecord(String part, long pid, String stamp, boolean fastStop) {
  /** Empty when the process is already gone. */
  public static Optional<ProcessRecord> of(String part, long pid, boolean fastStop) {
    return ProcessStamp.of(pid).map(stamp -> new ProcessRecord(part, pid, stamp, fastStop));
  }

  /** True while this very process runs; a stranger that got its number does not count. */
  public boolean isRunning() {
    return ProcessStamp.of(pid).filter(stamp::equals).isPresent();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("part", part)
        .put("pid", pid)
        .put("stamp", stamp)
        .put("fastStop", fastStop);
  }

  static ProcessRecord fromJson(JsonObject json) {
    return new ProcessRecord(
        json.getString("part"),
        json.getLong("pid"),
        json.getString("stamp"),
        json.getBoolean("fastStop"));
  }
}
