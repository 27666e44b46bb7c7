package org.steadyboard.board.here;

import java.time.Instant;
import java.util.UUID;

/**
 * What a host last wrote of a board.
 *
 * @param stamp the row's: the greater is the newer of two by the same host
 */
public record Seen(UUID boardId, String host, boolean connected, Instant seenAt, long stamp) {}
