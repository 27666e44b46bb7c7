package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelSyncTest {

  private static final List<Path> MANY =
      IntStream.range(0, 5 * ParallelSync.THREADS).mapToObj(i -> Path.of("file" + i)).toList();

  @Test
  void soManyAreSyncedAtOnceAndNoMore() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var full = new CountDownLatch(ParallelSync.THREADS);

    ParallelSync.all(
        MANY,
        path -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          full.countDown();
          awaitFull(full);
          running.decrementAndGet();
        });

    assertThat(most).hasValue(ParallelSync.THREADS);
  }

  private static void awaitFull(CountDownLatch full) throws IOException {
    try {
      if (!full.await(30, TimeUnit.SECONDS)) {
        throw new IOException("fewer than " + ParallelSync.THREADS + " were synced at once");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
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
