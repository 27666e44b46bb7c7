package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.BoundedLog;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.testkit.Eventually;

class PartTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Part part;

  @AfterEach
  void end() {
    part.retire();
    timer.shutdownNow();
  }

  /** A part that is ready once it has written its number into the file {@code ready}. */
  private Part part(String script) {
    Path ready = folder.resolve("ready");
    return part =
        new Part(
            new PartPlan(
                "a",
                PartKind.BOARD,
                List.of("/bin/sh", "-c", script),
                Map.of("READY", ready.toString()),
                folder.resolve("board.log"),
                "nowhere",
                () -> {},
                () -> Files.exists(ready),
                false,
                Duration.ofSeconds(1)),
            new ProcessRegister(folder.resolve("processes.json")),
            timer);
  }

  private long pid() {
    return part.status().pid().orElse(-1);
  }

  @Test
  void aPartThatDiesIsStartedAgain() throws Exception {
    part("echo $$ >$READY; exec sleep 60").start();
    part.awaitReady(LIMIT);
    long first = pid();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    Eventually.holds(
        "it runs again",
        LIMIT,
        () -> part.status().restarts() == 1 && part.state() == PartState.RUNNING);
    assertThat(pid()).isPositive().isNotEqualTo(first);
  }

  @Test
  void aPartThatWasKilledOnPurposeStaysDownUntilStarted() throws Exception {
    part("echo $$ >$READY; exec sleep 60").start();
    part.awaitReady(LIMIT);
    long first = pid();
    part.kill();

    assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(part.state()).isEqualTo(PartState.STOPPED);
    part.start();
    part.awaitReady(LIMIT);
    assertThat(pid()).isNotEqualTo(first);
    assertThat(part.status().restarts()).isZero();
  }

  @Test
  void aStartThatFailsSaysItsLastWords() {
    part("echo reading settings; echo SESSION_KEY must be 32 bytes; exit 1").start();

    assertThatThrownBy(() -> part.awaitReady(LIMIT))
        .hasMessageContaining("| SESSION_KEY must be 32 bytes")
        .hasMessageContaining("a/board ended before it was ready (log: ");
    assertThat(part.state()).isEqualTo(PartState.FAILED);
  }

  @Test
  void whateverItSaysItsLogStaysSmallWhileItRuns() throws Exception {
    part("yes 'a line that a stranger makes it say' | head -c 100000000; echo $$ >$READY; exec sleep 60")
        .start();
    part.awaitReady(LIMIT);

    try (var logs = Files.list(folder)) {
      long bytes =
          logs.filter(file -> file.getFileName().toString().startsWith("board.log"))
              .mapToLong(file -> file.toFile().length())
              .sum();
      assertThat(bytes).isPositive().isLessThan(BoundedLog.Limits.USUAL.fileBytes());
    }
  }

  @Test
  void aFullDiskIsSaidInOneLine() {
    part("echo 'cannot write: No space left on device'; exit 1").start();

    assertThatThrownBy(() -> part.awaitReady(LIMIT))
        .hasMessageStartingWith("the disk is full: a/board could not write");
  }

  @Test
  void aPartThatNeverBecomesReadyIsGivenUpAfterTheLimit() {
    part("exec sleep 60").start();

    assertThatThrownBy(() -> part.awaitReady(Duration.ofMillis(200)))
        .hasMessageContaining("was not ready after");
  }

  @Test
  void aPartThatIgnoresTheRequestToStopIsKilledAfterItsGrace() throws Exception {
    part("trap '' TERM; echo $$ >$READY; while :; do sleep 1; done").start();
    part.awaitReady(LIMIT);
    long first = pid();
    part.stop();

    assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aFrozenPartStandsStillUntilItIsThawed() throws Exception {
    Path said = folder.resolve("said");
    part("echo $$ >$READY; while :; do echo x >>" + said + "; sleep 0.01; done").start();
    part.awaitReady(LIMIT);
    long first = pid();
    Eventually.holds("it speaks", LIMIT, () -> said.toFile().length() > 0);

    part.freeze();
    part.freeze();
    assertThat(part.state()).isEqualTo(PartState.FROZEN);
    assertThat(part.status().state()).isEqualTo("frozen");
    long length = said.toFile().length();
    assertThatThrownBy(() -> part.awaitReady(LIMIT)).hasMessageContaining("was frozen");
    assertThat(said.toFile().length()).isEqualTo(length);

    part.thaw();
    part.thaw();
    part.awaitReady(LIMIT);
    Eventually.holds("it speaks again", LIMIT, () -> said.toFile().length() > length);
    assertThat(pid()).isEqualTo(first);

    part.freeze();
    part.start();
    part.awaitReady(LIMIT);
    assertThat(pid()).as("a start lets a frozen part go on").isEqualTo(first);
  }

  @Test
  void aFrozenPartIsStoppedAndKilled() throws Exception {
    Path farewell = folder.resolve("farewell");
    part("trap 'touch " + farewell + "; exit' TERM; echo $$ >$READY; while :; do sleep 0.05; done")
        .start();
    part.awaitReady(LIMIT);
    part.freeze();
    part.stop();
    assertThat(part.state()).isEqualTo(PartState.STOPPED);
    assertThat(farewell).as("it was asked, not killed").exists();
    assertThatThrownBy(part::freeze).hasMessage("a/board does not run, so it cannot be frozen");

    part.start();
    part.awaitReady(LIMIT);
    long second = pid();
    part.freeze();
    part.kill();
    assertThat(ProcessHandle.of(second).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(part.state()).isEqualTo(PartState.STOPPED);
  }

  @Test
  void aFrozenPartThatDiesIsStartedAgain() throws Exception {
    part("echo $$ >$READY; exec sleep 60").start();
    part.awaitReady(LIMIT);
    part.freeze();
    ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

    Eventually.holds(
        "it runs again",
        LIMIT,
        () -> part.status().restarts() == 1 && part.state() == PartState.RUNNING);
  }

  @Test
  void nothingStartsOnceEverythingIsBeingStopped() throws IOException {
    part("exec sleep 60").retire();

    assertThatThrownBy(part::start).hasMessage("everything is being stopped");
    assertThat(ProcessRegister.read(folder.resolve("processes.json"))).isEmpty();
  }
}
