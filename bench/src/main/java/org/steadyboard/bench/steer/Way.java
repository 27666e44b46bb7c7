package org.steadyboard.bench.steer;

/** The way that a click takes when teacher and board are on different hosts. */
enum Way {
  /** By the teacher's own host and the replication of its database. */
  OF_THE_TEACHER,

  /**
   * By the board's host: the teacher's browser has a connection there beside that to its own host.
   */
  OF_THE_BOARD
}
