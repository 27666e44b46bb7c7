package org.steadyboard.localhosts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.process.BoundedLog.Limits;

class BoundedLogTest {
  private static final Limits SMALL = new Limits(1_000, 600, 100);

  @TempDir Path folder;
  private Instant now = Instant.EPOCH;

  private Path path() {
    return folder.resolve("logs/board.log");
  }

  private BoundedLog open() throws IOException {
    return new BoundedLog(path(), SMALL, () -> now);
  }

  private static void say(BoundedLog log, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, bytes.length);
  }

  @Test
  void aLogThatIsFullIsPutAsideWhileThePartRuns() throws IOException {
    try (var log = open()) {
      for (int i = 0; i < 100; i++) {
        now = now.plus(Duration.ofSeconds(1));
        say(log, "%99d\n".formatted(i));
      }
    }
    assertThat(path()).hasSize(1_000).content().startsWith(" ".repeat(97) + "90").endsWith("99\n");
    assertThat(folder.resolve("logs/board.log.1")).hasSize(1_000);
    assertThat(path().getParent()).isDirectoryNotContaining(one -> one.toString().endsWith(".2"));
  }

  @Test
  void whatIsSaidTooFastIsLeftOutAndCounted() throws IOException {
    try (var log = open()) {
      say(log, "a".repeat(599) + "\n");
      for (int i = 0; i < 1_000; i++) {
        say(log, "b".repeat(100));
      }
      now = now.plus(Duration.ofSeconds(1));
      say(log, "later\n");
    }
    assertThat(Files.readString(path()))
        .isEqualTo(
            "a".repeat(599) + "\n[100000 bytes were left out here: too much at once]\nlater\n");
  }

  @Test
  void whatWasLeftOutLastIsToldAtTheEnd() throws IOException {
    try (var log = open()) {
      say(log, "open");
      say(log, "b".repeat(700));
    }
    assertThat(Files.readString(path()))
        .isEqualTo("open\n[700 bytes were left out here: too much at once]\n");
  }

  @Test
  void aLogFromBeforeIsGoneOnWith() throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), "before\n");
    try (var log = open()) {
      say(log, "now\n");
    }
    assertThat(Files.readString(path())).isEqualTo("before\nnow\n");
  }
}
