package org.steadyboard.localhosts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void onlyLinesOfThisStartAreShown() throws IOException {
    Path log = folder.resolve("board.log");
    Files.writeString(log, "old\n");
    long start = LogFile.length(log);
    Files.writeString(log, "old\none\ntwo\nthree\n");

    assertThat(LogFile.lastLines(log, start, 2)).containsExactly("two", "three");
    assertThat(LogFile.lastLines(log, start, 9)).containsExactly("one", "two", "three");
  }

  @Test
  void aLogThatWasBegunAnewIsShownFromItsBegin() throws IOException {
    Path log = folder.resolve("board.log");
    Files.writeString(log, "one\ntwo\n");

    assertThat(LogFile.lastLines(log, 1_000_000, 9)).containsExactly("one", "two");
  }
}
