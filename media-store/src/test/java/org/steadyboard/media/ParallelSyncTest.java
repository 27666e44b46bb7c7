package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelSyncTest {

  private static final List<Path> MANY =
      IntStream.range(0, 5 * ParallelSync.THREADS).mapToObj(i -> Path.of("file" + i)).toList();

  /** A pool begins a thread for each of its first tasks. */
  @Test
  void soManyAreSyncedAtOnceAndNoMore() throws Exception {
    var threads = ConcurrentHashMap.<Thread>newKeySet();

    ParallelSync.all(MANY, path -> threads.add(Thread.currentThread()));

    assertThat(threads).hasSize(ParallelSync.THREADS);
  }

  @Test
  void oneThatFailsIsToldAndTheOthersAreTried() {
    var tried = new AtomicInteger();

    assertThatThrownBy(
            () ->
                ParallelSync.all(
                    MANY,
                    path -> {
                      if (tried.incrementAndGet() == 1) {
                        throw new IOException("the disk is away");
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is away");
    assertThat(tried).hasValue(MANY.size());
  }
}
