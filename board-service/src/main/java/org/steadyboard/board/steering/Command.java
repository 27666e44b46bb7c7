package org.steadyboard.board.steering;

import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.stage.Change;

/**
 * A teacher's change on its way to its commit.
 *
 * @param from who hears what became of it
 */
record Command(UUID id, UUID boardId, Change change, TeacherLink from, long sinceNanos) {}
