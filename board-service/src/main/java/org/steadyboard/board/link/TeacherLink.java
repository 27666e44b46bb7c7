package org.steadyboard.board.link;

import org.steadyboard.board.limit.Limits;
import org.steadyboard.host.session.SignedIn;

/** A connected teacher: one window of a browser. */
public final class TeacherLink extends Link {

  private final SignedIn who;
  private final String address;

  /**
   * @param address where the browser is, as the ingress saw it
   */
  public TeacherLink(Wire wire, Limits limits, long nowNanos, SignedIn who, String address) {
    super(wire, limits, nowNanos);
    this.who = who;
    this.address = address;
  }

  public SignedIn who() {
    return who;
  }

  public String address() {
    return address;
  }
}
