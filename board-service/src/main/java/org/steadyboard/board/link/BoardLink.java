package org.steadyboard.board.link;

import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.message.BoardMessages.Hello;
import org.steadyboard.board.proof.PairCode;
import org.steadyboard.board.proof.SecretHash;

/** A connected digiboard. */
public final class BoardLink extends Link {

  private Hello hello;
  private SecretHash secret;
  private PairCode code;

  /**
   * @param network where the board is, as the ingress saw it
   */
  public BoardLink(Wire wire, Limits limits, long nowNanos, String network) {
    super(wire, limits, nowNanos, network);
  }

  public void hello(Hello said) {
    // The secret itself is not kept.
    this.secret = SecretHash.of(said.secret());
    this.hello = new Hello(said.boardId(), "", said.revision());
  }

  public Hello hello() {
    return hello;
  }

  public SecretHash secret() {
    return secret;
  }

  /** The code that the board shows, or null. */
  public PairCode code() {
    return code;
  }

  public void shows(PairCode shown) {
    this.code = shown;
  }
}
