package org.steadyboard.localhosts.postgres;

import java.nio.file.Path;

/** Turns what initdb said into one line. */
final class InitdbFailure {
  private InitdbFailure() {}

  static String explain(String output, Path log) {
    if (output.contains("No space left on device")) {
      return "the disk is full: Postgres could not make its data folder (log: " + log + ")";
    }
    if (output.contains("unshare")) {
      return "Postgres does not run as root, and this machine does not let root give up its name"
          + " (unshare --user): run ./steadyboard as another user";
    }
    return "Postgres could not make its data folder: "
        + output
            .lines()
            .filter(line -> line.contains("error"))
            .findFirst()
            .orElse("no reason given")
        + " (log: "
        + log
        + ")";
  }
}
