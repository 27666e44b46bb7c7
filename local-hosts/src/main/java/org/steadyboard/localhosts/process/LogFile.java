package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A part's log: appended to, and put aside at a start when it has become long. */
public final class LogFile {
  static final long LONG_BYTES = 10L * 1024 * 1024;
  private static final int TAIL_BYTES = 16 * 1024;

  private LogFile() {}

  /** Makes the folder; a log that is too long becomes {@code NAME.1}, of which one is kept. */
  public static void prepare(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LONG_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public static long length(Path log) {
    try {
      return Files.size(log);
    } catch (IOException none) {
      return 0;
    }
  }

  /** At most {@code count} last lines among those written after byte {@code from}. */
  public static List<String> lastLines(Path log, long from, int count) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(from, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
