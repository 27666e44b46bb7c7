package org.steadyboard.board.here;

import java.time.Instant;
import java.util.UUID;

/** A pairing as its board knows it. */
public record Pairing(UUID boardId, UUID accountId, String teacherName, Instant pairedAt) {}
