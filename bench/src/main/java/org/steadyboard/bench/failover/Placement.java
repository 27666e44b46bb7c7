package org.steadyboard.bench.failover;

/** Where the two of a classroom begin, seen from host a, to which things happen. */
enum Placement {
  BOARD("the board's host", 1, 0),
  TEACHER("the teacher's host", 0, 1),
  BOTH("the host of both", 0, 0),
  NEITHER("another host", 1, 1);

  private final String words;
  private final int teacher;
  private final int board;

  Placement(String words, int teacher, int board) {
    this.words = words;
    this.teacher = teacher;
    this.board = board;
  }

  /** The index of the teacher's first host. */
  int teacher() {
    return teacher;
  }

  /** The index of the board's first host. */
  int board() {
    return board;
  }

  @Override
  public String toString() {
    return words;
  }
}
