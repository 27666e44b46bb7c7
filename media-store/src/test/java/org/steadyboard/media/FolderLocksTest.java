package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLocksTest {

  @TempDir Path folder;
  private FolderLocks locks;

  @BeforeEach
  void open() throws IOException {
    locks = FolderLocks.of(folder.resolve("locks"));
  }

  @Test
  void oneHoldsANameAtATime() throws IOException {
    try (var _ = locks.tryTake("a").orElseThrow()) {
      assertThat(locks.tryTake("a")).isEmpty();
      assertThat(FolderLocks.of(folder.resolve("locks")).tryTake("a")).isEmpty();
      locks.tryTake("b").orElseThrow().close();
    }
    locks.tryTake("a").orElseThrow().close();
  }

  @Test
  void whoWaitsForAFrozenHolderIsTold() throws IOException {
    try (var _ = locks.take("a")) {
      assertThatThrownBy(() -> locks.take("a", Duration.ofMillis(100)))
          .isInstanceOf(StoreBusy.class);
    }
  }

  @Test
  void anInterruptedThreadTakesNoLocksAwayFromOthers() throws IOException {
    try (var _ = locks.take("a")) {
      Thread.currentThread().interrupt();
      locks.take("b").close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(locks.tryTake("a")).isEmpty();
    }
    locks.tryTake("a").orElseThrow().close();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws IOException {
    try (var _ = locks.take("a")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> locks.take("a")).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
