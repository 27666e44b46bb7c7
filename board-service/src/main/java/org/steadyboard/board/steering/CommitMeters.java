package org.steadyboard.board.steering;

/** Where the writer tells how it does. */
public interface CommitMeters {

  void committed(int boards, long nanos);

  /** A transaction that took longer than a teacher should notice. */
  void slow(int boards, long nanos);

  void queued(int changes);
}
