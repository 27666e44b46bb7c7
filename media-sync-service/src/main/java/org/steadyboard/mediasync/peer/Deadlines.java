package org.steadyboard.mediasync.peer;

import java.time.Duration;

/**
 * How long a peer is waited for. Who misses one is broken off, and asked again later.
 *
 * @param connect until there is a connection
 * @param firstByte from the request to the head of its answer
 * @param window within each of these windows an answer brings {@code bytesPerWindow} at least, or
 *     ends
 */
public record Deadlines(Duration connect, Duration firstByte, Duration window, int bytesPerWindow) {

  /** 1 s to connect, 2 s to begin, then 64 KiB within each 4 s. */
  public static final Deadlines USUAL =
      new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), 64 * 1024);
}
