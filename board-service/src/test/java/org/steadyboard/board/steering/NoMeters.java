package org.steadyboard.board.steering;

/** For tests that do not ask how many commits there were. */
public final class NoMeters implements CommitMeters {

  @Override
  public void committed(int boards, long nanos) {}

  @Override
  public void slow(int boards, long nanos) {}

  @Override
  public void queued(int changes) {}
}
