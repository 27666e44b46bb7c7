package org.steadyboard.board.steering;

import java.util.UUID;
import org.steadyboard.board.stage.StageRow;

/** What this process knows of stages. Used on the loop only. */
public interface StageMemory {

  /** The newest row known, or null. */
  StageRow known(UUID boardId);

  /** Takes a row that stands in the database, and shows it when it is newer than what is known. */
  void learn(StageRow row);

  /** The row is not what was known: it must be read before it is used. */
  void forget(StageRow row);
}
