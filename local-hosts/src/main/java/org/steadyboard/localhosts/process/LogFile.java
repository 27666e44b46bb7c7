package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a part has said, to read. */
public final class LogFile {
  private static final int TAIL_BYTES = 16 * 1024;

  private LogFile() {}

  public static long length(Path log) {
    try {
      return Files.size(log);
    } catch (IOException none) {
      return 0;
    }
  }

  /**
   * At most {@code count} last lines among those written after byte {@code from}; where the log has
   * become shorter since, it was begun anew meanwhile.
   */
  public static List<String> lastLines(Path log, long from, int count) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long begin = from > file.length() ? 0 : from;
      long start = Math.max(begin, file.length() - TAIL_BYTES);
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
