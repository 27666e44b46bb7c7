package org.steadyboard.mediasync.peer;

import java.io.IOException;

/** A peer did not do what it was asked: it is away, slow, broke off, or refused. */
public final class PeerFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public PeerFailure(String what) {
    super(what);
  }

  PeerFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
