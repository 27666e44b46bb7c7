package org.steadyboard.mediasync.upload;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.limit.Attempts;

/**
 * Lets uploads in, as many as {@link UploadLimits} say. What is let in counts from then on. A plain
 * class; safe for threads.
 */
final class Admission {

  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final UploadLimits limits;
  private final Attempts begun;
  private final Map<UUID, Integer> running = new HashMap<>();
  private int runningInAll;

  Admission(UploadLimits limits, Clock clock) {
    this.limits = limits;
    this.begun = new Attempts(limits.begunEach(), limits.begunWithin(), clock);
  }

  /** The right to bring bytes, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws Problem too-many-uploads
   */
  synchronized Turn enter(UUID account) {
    var own = running.getOrDefault(account, 0);
    if (own >= limits.runningEach() || runningInAll >= limits.runningInAll()) {
      throw tooMany("As many uploads run as may at a time", COME_BACK);
    }
    running.put(account, own + 1);
    runningInAll++;
    return () -> leave(account);
  }

  private synchronized void leave(UUID account) {
    running.computeIfPresent(account, (id, own) -> own == 1 ? null : own - 1);
    runningInAll--;
  }

  /**
   * Counts an upload that begins.
   *
   * @throws Problem too-many-uploads
   */
  void begin(UUID account) {
    begun
        .begin(account.toString())
        .ifPresent(
            wait -> {
              throw tooMany("This account began many uploads", wait);
            });
  }

  /**
   * Judges whether one more may stand unfinished beside others.
   *
   * @param lengths of the account's other unfinished uploads
   * @throws Problem too-many-uploads
   */
  void demandRoom(long length, Collection<Long> lengths) {
    var bytes = length + lengths.stream().mapToLong(Long::longValue).sum();
    if (lengths.size() >= limits.unfinishedEach() || bytes > limits.unfinishedBytesEach()) {
      throw tooMany("This account has many unfinished uploads: end some", COME_BACK);
    }
  }

  private static Problem tooMany(String detail, Duration wait) {
    return new Problem(ProblemCode.TOO_MANY_UPLOADS, detail, wait);
  }
}
