package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What tells a process from another one that got the same number later: on Linux the boot and the
 * clock tick it started at (a changed wall clock does not matter), elsewhere the start time.
 */
public final class ProcessStamp {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Fields of /proc/PID/stat behind the command's closing bracket; the start tick is field 22. */
  private static final int START_TICK_AFTER_COMMAND = 19;

  private ProcessStamp() {}

  /** Empty when no such process runs. */
  public static Optional<String> of(long pid) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (handle.isEmpty()) {
      return Optional.empty();
    }
    return Files.exists(BOOT_ID)
        ? linux(pid)
        : handle.get().info().startInstant().map(start -> "started:" + start);
  }

  private static Optional<String> linux(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(Files.readString(BOOT_ID).strip() + ":" + startTick(stat));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /**
   * The command may hold spaces and brackets itself, so fields are counted from its last bracket.
   */
  static String startTick(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields[START_TICK_AFTER_COMMAND];
  }
}
