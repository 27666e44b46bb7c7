package org.steadyboard.board.steering;

/** Where the writer tells how it does. */
public interface CommitMeters {

  void committed(int boards, long nanos);

  void queued(int changes);
}
