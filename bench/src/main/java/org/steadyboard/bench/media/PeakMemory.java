package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.steadyboard.bench.BenchFailure;

/** The most that was resident of a process since {@link #begin}, what it shares included. */
final class PeakMemory {

  private static final double KIB_IN_MIB = 1024;

  /** See proc(5), clear_refs. */
  private static final String RESET_PEAK = "5";

  private final ProcessHandle process;

  private PeakMemory(ProcessHandle process) {
    this.process = process;
  }

  static PeakMemory begin(ProcessHandle process) throws IOException {
    Files.writeString(of(process, "clear_refs"), RESET_PEAK);
    return new PeakMemory(process);
  }

  double mib() throws IOException {
    return kib(Files.readString(of(process, "status"))) / KIB_IN_MIB;
  }

  static long kib(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new BenchFailure("the peak of a process' memory is not told"));
  }

  private static Path of(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }
}
