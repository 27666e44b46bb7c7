package org.steadyboard.bench;

/** Why a benchmark cannot go on, as one line for who called it. */
public final class BenchFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BenchFailure(String line) {
    super(line);
  }

  public BenchFailure(String line, Throwable cause) {
    super(line, cause);
  }
}
