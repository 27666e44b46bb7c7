package org.steadyboard.mediasync.upload;

import java.time.Duration;

/**
 * What uploads may take of a host.
 *
 * @param runningInAll requests that bring bytes at one time; each holds a thread, two open files
 *     and about 128 KiB
 * @param runningEach of them, those of one account
 * @param unfinishedEach uploads of one account that have begun and are not finished
 * @param unfinishedBytesEach their declared lengths together
 * @param begunEach uploads that an account may begin within {@code begunWithin}
 * @param stall how long a body may bring nothing
 */
record UploadLimits(
    int runningInAll,
    int runningEach,
    int unfinishedEach,
    long unfinishedBytesEach,
    int begunEach,
    Duration begunWithin,
    Duration stall) {

  static final UploadLimits OURS =
      new UploadLimits(48, 8, 100, 2L << 30, 6_000, Duration.ofMinutes(10), Duration.ofSeconds(30));
}
