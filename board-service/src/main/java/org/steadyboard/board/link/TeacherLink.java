package org.steadyboard.board.link;

import org.steadyboard.board.limit.Limits;
import org.steadyboard.host.session.SignedIn;

/** A connected teacher: one window of a browser. */
public final class TeacherLink extends Link {

  private final SignedIn who;

  /**
   * @param network where the browser is, as the ingress saw it
   */
  public TeacherLink(Wire wire, Limits limits, long nowNanos, SignedIn who, String network) {
    super(wire, limits, nowNanos, network);
    this.who = who;
  }

  public SignedIn who() {
    return who;
  }
}
