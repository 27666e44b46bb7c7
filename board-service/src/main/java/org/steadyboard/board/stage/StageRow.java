package org.steadyboard.board.stage;

import java.util.List;
import java.util.UUID;

/**
 * A stage as it stands in the database.
 *
 * @param recent the commands that were applied last, newest first
 */
public record StageRow(UUID boardId, Stage stage, Revision revision, List<UUID> recent) {}
