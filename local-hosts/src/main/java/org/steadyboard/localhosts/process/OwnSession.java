package org.steadyboard.localhosts.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a command in a session of its own, with the same process number. Otherwise a Ctrl-C at the
 * terminal would reach all parts at once and the database would stop before the services had
 * drained.
 */
public final class OwnSession {
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private OwnSession() {}

  public static List<String> of(List<String> command) {
    var whole = new ArrayList<>(prefix());
    whole.addAll(command);
    return whole;
  }

  private static List<String> prefix() {
    return SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(path -> List.of(path.toString()))
        // macOS has no setsid, but ships Perl.
        .orElseGet(() -> List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"));
  }
}
