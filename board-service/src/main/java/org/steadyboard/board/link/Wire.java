package org.steadyboard.board.link;

/** The way to one client. Its methods return at once and may be called from any thread. */
public interface Wire {

  /** Sends after what was sent before, or never, when the connection ends before. */
  void send(String message);

  /** Whether all that was sent has left this process. */
  boolean isIdle();

  /** Ends the connection after what was sent before; a second call does nothing. */
  void close(int code, String reason);
}
