package org.steadyboard.localhosts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
  @TempDir Path folder;
  private Path file;
  private Process process;

  @BeforeEach
  void startSomething() throws IOException {
    file = folder.resolve("processes.json");
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  private ProcessRecord record() {
    return ProcessRecord.of("a/board", process.pid(), false).orElseThrow();
  }

  @Test
  void aRecordedProcessIsEnded() throws IOException {
    new ProcessRegister(file).started(record());

    assertThat(Orphans.end(file)).isEqualTo(1);
    assertThat(process.isAlive()).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void aStrangerThatGotTheSameNumberIsLeftAlone() throws IOException {
    ProcessRecord ours = record();
    new ProcessRegister(file)
        .started(new ProcessRecord(ours.part(), ours.pid(), "another-boot:17", false));

    assertThat(Orphans.end(file)).isZero();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whatEndedInOrderIsForgotten() throws IOException {
    var register = new ProcessRegister(file);
    register.started(record());
    register.ended("a/board", process.pid());

    assertThat(ProcessRegister.read(file)).isEmpty();
  }

  @Test
  void theEndOfAnEarlierProcessDoesNotForgetItsSuccessor() throws IOException {
    var register = new ProcessRegister(file);
    register.started(record());
    register.ended("a/board", process.pid() + 1);

    assertThat(ProcessRegister.read(file)).containsExactly(record());
  }

  @Test
  void aRegisterThatWasCutOffNamesNobody() throws IOException {
    Files.writeString(file, "[{\"part\":\"a/bo");

    assertThat(Orphans.end(file)).isZero();
  }

  @Test
  void theStartTickIsFoundBehindAStrangeCommandName() {
    String stat = "7 (a) b (c) S 1 7 7 0 -1 4 1 0 0 0 0 0 0 0 20 0 1 0 4242 100 200";
    assertThat(ProcessStamp.startTick(stat)).isEqualTo("4242");
  }

  @Test
  void aProcessThatIsGoneHasNoStamp() throws InterruptedException {
    process.destroyForcibly().waitFor();
    assertThat(ProcessStamp.of(process.pid())).isEmpty();
  }
}
