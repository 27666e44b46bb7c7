package org.steadyboard.localhosts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.testkit.Eventually;

/** Real families of processes; each of them writes on for as long as it is let. */
class FrostTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long nothing must be written before we believe that nothing is. */
  private static final Duration SILENCE = Duration.ofMillis(300);

  @TempDir Path folder;
  private Process process;

  @AfterEach
  void end() throws IOException {
    if (process != null) {
      // Otherwise a child that is born meanwhile would be left.
      Frost.freeze(process.toHandle());
      Signals.kill(process.toHandle());
    }
  }

  private ProcessHandle start(String script) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().put("SAID", said().toString());
    process = builder.start();
    return process.toHandle();
  }

  private Path said() {
    return folder.resolve("said");
  }

  private long length() {
    return said().toFile().length();
  }

  private void awaitMore() {
    long before = length();
    Eventually.holds("more is written", LIMIT, () -> length() > before);
  }

  private void assertSilent() throws InterruptedException {
    long before = length();
    Thread.sleep(SILENCE);
    assertThat(length()).isEqualTo(before);
  }

  @Test
  void parentChildrenAndGrandchildrenStandStillAndGoOn() throws Exception {
    String talk = "while :; do echo x >>$SAID; sleep 0.01; done";
    ProcessHandle family = start("(%s) & ((%s) & wait) & %s".formatted(talk, talk, talk));
    Eventually.holds("all three are born", LIMIT, () -> family.descendants().count() >= 3);
    awaitMore();

    Frost.freeze(family);
    assertSilent();
    Frost.freeze(family);
    Frost.thaw(family);
    awaitMore();
    Frost.thaw(family);
    awaitMore();
  }

  @Test
  void childrenThatAreBornMeanwhileStandStillToo() throws Exception {
    ProcessHandle family =
        start("while :; do (while :; do echo x >>$SAID; sleep 0.02; done) & sleep 0.002; done");
    Eventually.holds("many are born", LIMIT, () -> family.descendants().count() > 20);

    Frost.freeze(family);
    List<Long> seen = family.descendants().map(ProcessHandle::pid).sorted().toList();
    assertSilent();
    assertThat(family.descendants().map(ProcessHandle::pid).sorted()).isEqualTo(seen);
  }

  @Test
  void aFrozenFamilyIsKilled() throws Exception {
    ProcessHandle family = start("sleep 60 & sleep 60 & wait");
    Eventually.holds("both are born", LIMIT, () -> family.descendants().count() == 2);
    List<ProcessHandle> children = family.descendants().toList();
    Frost.freeze(family);

    Signals.kill(family);
    assertThat(family.isAlive()).isFalse();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aFrozenProcessIsAskedToStopAndCanSayFarewell() throws Exception {
    ProcessHandle family =
        start(
            "trap 'echo farewell >>$SAID; exit' TERM; echo x >>$SAID; while :; do sleep 0.05; done");
    Eventually.holds("it speaks", LIMIT, () -> length() > 0);
    Frost.freeze(family);

    assertThat(Signals.stop(family, false, LIMIT)).isTrue();
    assertThat(Files.readString(said())).endsWith("farewell\n");
  }

  @Test
  void aStrangeCommandNameDoesNotHideTheState() {
    assertThat(Frost.isStopped("7 (a) T (c) S 1 7 7 0")).isFalse();
    assertThat(Frost.isStopped("7 (a) S (c) T 1 7 7 0")).isTrue();
  }
}
