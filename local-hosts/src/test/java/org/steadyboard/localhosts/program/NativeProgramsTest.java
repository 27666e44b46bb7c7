package org.steadyboard.localhosts.program;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.database.Schema;
import org.steadyboard.localhosts.CommandFailure;

class NativeProgramsTest {
  private static final String OURS = "echo " + Schema.version();

  /** Begins as a program for s390x, a processor that no test of ours runs on. */
  private static final String FOR_ANOTHER_PROCESSOR =
      "7f454c4602020100000000000000000000020016000000010000000000000000";

  @TempDir private Path folder;

  private NativePrograms programs() {
    return new NativePrograms(folder, Set.of("a"));
  }

  private Path program(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    file.toFile().setExecutable(true);
    return file;
  }

  private static void assertRefused(ThrowingCallable act, String line) {
    assertThatThrownBy(act).isInstanceOf(CommandFailure.class).hasMessage(line);
  }

  @Test
  void programsOfThisBuildAreTaken() throws Exception {
    program("lesson-service", OURS);
    program("board-service", OURS);
    program("media-sync-service", OURS);

    assertThatCode(() -> programs().require()).doesNotThrowAnyException();
  }

  @Test
  void whatIsPrintedBeforeItsAnswerIsNoAnswer() throws Exception {
    program("lesson-service", "echo some warning >&2\n" + OURS);
    program("board-service", OURS);
    program("media-sync-service", OURS);

    assertThatCode(() -> programs().require()).doesNotThrowAnyException();
  }

  @Test
  void withoutAFolderItSaysWhichNameIsMissing() {
    assertRefused(
        () -> NativePrograms.of(Map.of("NATIVE_PROGRAMS", " "), Set.of("a")),
        "NATIVE_PROGRAMS is not set: it names a folder with a native program for each service");
  }

  @Test
  void everyServiceNeedsItsProgram() throws Exception {
    program("lesson-service", OURS);

    assertRefused(() -> programs().require(), folder + " holds no board-service");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 8.2 | is of another version: it has schema 8.2, and this build has ",
        "echo no CPU for me; exit 1 | does not run here: no CPU for me",
        "exit 1 | does not run here: it says nothing",
        "exit 0 | is of another version: it has schema it says nothing, and this build has ",
      })
  void aProgramOfNoUseIsSaidInOneLine(String body, String line) throws Exception {
    Path file = program("lesson-service", body);

    assertThatThrownBy(() -> programs().require())
        .isInstanceOf(CommandFailure.class)
        .message()
        .startsWith(file + " " + line)
        .hasLineCount(1);
  }

  @Test
  void aProgramForAnotherProcessorIsSaidInOneLine() throws Exception {
    Path file = program("lesson-service", "");
    Files.write(file, HexFormat.of().parseHex(FOR_ANOTHER_PROCESSOR));

    assertRefused(
        () -> programs().require(),
        file + " does not run here: it is a program for another processor");
  }

  @Test
  void aFileThatMayNotBeRunIsSaidInOneLine() throws Exception {
    Path file = program("lesson-service", OURS);
    file.toFile().setExecutable(false);

    assertThatThrownBy(() -> programs().require())
        .isInstanceOf(CommandFailure.class)
        .message()
        .startsWith(file + " does not run here: ")
        .contains("Permission denied")
        .hasLineCount(1);
  }

  @Test
  void aProgramThatGoesOnIsEnded() throws Exception {
    Path file = program("lesson-service", "exec sleep 600");

    assertRefused(
        () -> new ProgramCheck(file, Duration.ofMillis(200)).run(),
        file + " does not run here: it does not end");
  }
}
