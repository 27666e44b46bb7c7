package org.steadyboard.lesson.reading;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * The memory that lessons take while they are read from the database, all together. A plain class;
 * safe for threads.
 */
final class ReadingRoom {

  /** Counted as JSON, which a lesson may be twice as large in as it is stored. */
  static final long MAX_BYTES = LessonJson.MAX_BYTES;

  /** Reading takes milliseconds; a host that has no room for so long is no good now. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration COME_BACK = Duration.ofSeconds(2);
  private static final int PERMIT_BYTES = 1_024;

  private final Duration patience;
  private final Semaphore room = new Semaphore((int) (MAX_BYTES / PERMIT_BYTES), true);

  ReadingRoom(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits for room for a lesson. Closing gives it back.
   *
   * @throws Problem busy, when there is none in time
   */
  Place enter(long storedBytes) throws InterruptedException {
    var permits = (int) Math.min(MAX_BYTES / PERMIT_BYTES, 1 + 2 * storedBytes / PERMIT_BYTES);
    if (!room.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new Problem(ProblemCode.BUSY, "Too many large lessons are read at once", COME_BACK);
    }
    return () -> room.release(permits);
  }

  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
