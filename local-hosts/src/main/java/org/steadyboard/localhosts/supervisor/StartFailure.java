package org.steadyboard.localhosts.supervisor;

import java.util.List;
import org.steadyboard.localhosts.CommandFailure;

/**
 * Says why a part did not start: in one line where the cause is known, else with its last words.
 */
final class StartFailure {
  private StartFailure() {}

  static CommandFailure of(PartPlan plan, String what, List<String> lastLines) {
    if (lastLines.stream().anyMatch(line -> line.contains("No space left on device"))) {
      return CommandFailure.because(
          "the disk is full: " + plan.name() + " could not write (log: " + plan.log() + ")");
    }
    String quoted = lastLines.isEmpty() ? "" : "\n  | " + String.join("\n  | ", lastLines);
    return CommandFailure.because(
        "%s%s%n%s %s (log: %s)"
            .formatted(
                "Last lines of " + plan.name() + ":", quoted, plan.name(), what, plan.log()));
  }
}
