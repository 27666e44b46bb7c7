package org.steadyboard.bench.failover;

/** A connection over which a teacher's browser hears of its board, and can say something to it. */
interface Line {

  String hostId();

  /** Whether the host has greeted us. */
  boolean isOpen();

  /** Whether the host says that it is no good, or says nothing though it should. */
  boolean isNoGood();

  /** False when it could not be sent now. */
  boolean say(String message);
}
