package org.steadyboard.lesson.pool;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections for what a request only reads. Who opens one closes it. */
public interface ReadConnections {

  /**
   * @throws SQLException also when none comes free within the time that the pool waits
   */
  Connection open() throws SQLException;
}
