package org.steadyboard.bench.machine;

import java.util.List;
import org.steadyboard.localhosts.command.UpCommand;

/** What a command of the product said before it failed. */
public final class LastWords {

  private static final String WHO = "steadyboard: ";

  private LastWords() {}

  /**
   * The one line that says why: the last one, for what a part said itself stands above it. Hosts
   * that did not start say after it that they stop.
   */
  public static String reason(List<String> lines) {
    return lines.stream()
        .takeWhile(line -> !line.equals(UpCommand.STOPPING))
        .filter(line -> !line.isBlank())
        .reduce((before, last) -> last)
        .map(line -> line.startsWith(WHO) ? line.substring(WHO.length()) : line)
        .orElse("the hosts said nothing");
  }
}
