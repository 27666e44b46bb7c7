package org.steadyboard.board.link;

/** The close codes that this service uses (RFC 6455, 7.4 and its registry). */
public final class CloseCode {

  public static final int NORMAL = 1000;

  /** The client did what it may not do. */
  public static final int POLICY = 1008;

  public static final int INTERNAL = 1011;

  /** This host is being stopped: go to another one, or come back. */
  public static final int RESTART = 1012;

  /** The client reads too slowly: come back and read the present state. */
  public static final int TRY_AGAIN = 1013;

  private CloseCode() {}
}
