package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

/** Several processes use one folder, and are killed at any moment. */
class OtherProcessesTest {

  private static final int ROUNDS = 2;

  /** That a process is told of before it is killed. */
  private static final int MAX_FILES = 15;

  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path logs;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void kill() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aKilledProcessTakesNoAcknowledgedFileWithIt() throws Exception {
    var seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var acknowledged = new HashSet<Sha256>();
    for (var round = 0; round < ROUNDS; round++) {
      var one = start(2L * round);
      var other = start(2L * round + 1);
      waitForFiles(one, 1 + random.nextInt(MAX_FILES));
      waitForFiles(other, 1 + random.nextInt(MAX_FILES));
      assertRunningUploadsAreLeftAlone(round);
      spin(random.nextInt(5_000));
      kill();
      acknowledged.addAll(told(one));
      acknowledged.addAll(told(other));
      assertThat(Folders.files(folder)).contains("incoming/open-" + 2 * round + ".about");
    }

    var store = store();
    var held = new HashSet<Sha256>();
    for (var name : store.list(Optional.empty(), MediaInventory.MAX_LISTED)) {
      try (var verification = store.verify(name).orElseThrow()) {
        assertThat(verification.step(Integer.MAX_VALUE)).isEqualTo(Verification.Result.SOUND);
      }
      held.add(name);
    }
    assertThat(held).containsAll(acknowledged);
    assertThat(store.sweep()).isPositive();
    assertThat(Folders.files(folder.resolve("incoming"))).containsExactly("locks");
  }

  /** After two hours. */
  private LocalFiles store() throws IOException {
    var clock = new SetClock(Instant.now().plus(Duration.ofHours(2)));
    return new LocalFiles(folder, clock, directory -> {}, total -> 0);
  }

  private void assertRunningUploadsAreLeftAlone(int round) throws IOException {
    var store = store();
    store.sweep();
    for (var process = 2 * round; process < 2 * round + 2; process++) {
      var running = new PartName("open-" + process);
      assertThat(store.uploads().find(running)).isPresent();
      assertThatThrownBy(() -> store.uploads().resume(running)).isInstanceOf(StoreBusy.class);
    }
  }

  private record Log(Process process, Path file) {
    List<String> lines() throws IOException {
      // The last one may be half.
      var text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
  }

  private Log start(long seed) throws IOException {
    return start(String.valueOf(seed), List.of());
  }

  private Log start(String argument, List<String> before) throws IOException {
    var command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-MaxFDLimit",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProcess.class.getName(),
            folder.toString(),
            argument));
    var file = logs.resolve(argument);
    var process =
        new ProcessBuilder(command)
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    return new Log(process, file);
  }

  private static void waitForFiles(Log log, int files) throws IOException {
    Eventually.answers(
        files + " files",
        START,
        () -> {
          assertThat(log.process().isAlive()).as("still runs").isTrue();
          return log.lines().size();
        },
        lines -> lines > files);
  }

  private static Set<Sha256> told(Log log) throws IOException {
    var told = new HashSet<Sha256>();
    for (var line : log.lines().subList(1, log.lines().size())) {
      told.add(Sha256.parse(line).orElseThrow());
    }
    return told;
  }

  private static void spin(int micros) {
    var until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aProcessThatMayOpenNoMoreFilesLeavesNothingHalf() throws Exception {
    var log = start("files", List.of("sh", "-c", "ulimit -n 60; exec \"$0\" \"$@\""));

    assertThat(log.process().waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(log.lines()).startsWith("0 refused").endsWith("3 kept", "kept");
    var store = store();
    for (var name : store.list(Optional.empty(), 10)) {
      try (var verification = store.verify(name).orElseThrow()) {
        assertThat(verification.step(Integer.MAX_VALUE)).isEqualTo(Verification.Result.SOUND);
      }
    }
    assertThat(Folders.files(folder.resolve("incoming"))).containsExactly("locks");
  }
}
